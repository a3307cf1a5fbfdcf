package io.armillaria.tck;

/// A column of a [Table], declared in SQL that Armillaria, DuckDB and H2 all accept.
public record Column(String name, String type) {
  static Column of(String declaration) {
    int space = declaration.indexOf(' ');
    return new Column(declaration.substring(0, space), declaration.substring(space + 1));
  }
}
