package io.armillaria.tck;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// A table for any database: its declaration, and its rows as the Java objects that are bound to an
/// INSERT. The rows can be read more than once and are the same each time; a value may be null.
public record Table(
    String name, List<Column> columns, List<String> primaryKey, Iterable<List<Object>> rows) {
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /// The same table without a primary key.
  public Table withoutKey() {
    return new Table(name, columns, List.of(), rows);
  }

  /// The CREATE TABLE statement.
  public String createStatement() {
    String declarations =
        columns.stream()
            .map(column -> column.name() + " " + column.type())
            .collect(Collectors.joining(",\n  "));
    String key =
        primaryKey.isEmpty() ? "" : ",\n  PRIMARY KEY (" + String.join(", ", primaryKey) + ")";
    return "CREATE TABLE " + name + " (\n  " + declarations + key + "\n)";
  }

  /// An INSERT of `rowCount` rows, with a parameter for each value.
  public String insertStatement(int rowCount) {
    String row = columns.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
    return "INSERT INTO "
        + name
        + " VALUES "
        + String.join(", ", Collections.nCopies(rowCount, row));
  }
}
