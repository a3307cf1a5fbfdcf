package io.armillaria.sql.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A table as a statement refers to it.
///
/// Calcite's validator knows tables by lists of names only, so branch and version travel in the
/// last name: the table's name, then `\0 branch \0 version \0` if either was given. The parser lets
/// no `\0` into an identifier, so no user's name can look like that.
///
/// @param branch the name after `@`: a branch or a tag
public record TableName(
    Optional<String> catalog,
    Optional<String> schema,
    String name,
    Optional<String> branch,
    VersionClause version) {
  static final char MARK = '\0';

  public TableName {
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(version, "version");
    if (catalog.isPresent() && schema.isEmpty()) {
      throw new IllegalArgumentException("catalog " + catalog.get() + " without a schema");
    }
  }

  /// A name without branch and version, of one to three parts.
  public static TableName of(List<String> path) {
    int last = path.size() - 1;
    if (last < 0 || last > 2) {
      throw new IllegalArgumentException("table name " + path + ", expected 1 to 3 parts");
    }
    return new TableName(
        last == 2 ? Optional.of(path.get(0)) : Optional.empty(),
        last >= 1 ? Optional.of(path.get(last - 1)) : Optional.empty(),
        path.get(last),
        Optional.empty(),
        new VersionClause.None());
  }

  /// Reads what [#encode] wrote; ordinary names decode to themselves.
  public static TableName decode(List<String> names) {
    TableName whole = of(names);
    String[] parts = whole.name.split(String.valueOf(MARK), -1);
    if (parts.length == 1) {
      return whole;
    }
    Optional<VersionClause> version =
        parts.length == 4 && parts[3].isEmpty() ? VersionCode.decode(parts[2]) : Optional.empty();
    return new TableName(
        whole.catalog,
        whole.schema,
        parts[0],
        parts[1].isEmpty() ? Optional.empty() : Optional.of(parts[1]),
        version.orElseThrow(
            () -> new IllegalArgumentException("not an encoded table name: " + names)));
  }

  public List<String> encode() {
    List<String> names = new ArrayList<>(path());
    names.set(names.size() - 1, name + suffix());
    return List.copyOf(names);
  }

  private String suffix() {
    if (isCurrent()) {
      return "";
    }
    return MARK + branch.orElse("") + MARK + VersionCode.encode(version) + MARK;
  }

  /// Whether neither a branch nor a version was written.
  public boolean isCurrent() {
    return branch.isEmpty() && version instanceof VersionClause.None;
  }

  public TableName onBranch(String ref) {
    return new TableName(catalog, schema, name, Optional.of(ref), version);
  }

  public TableName at(VersionClause clause) {
    return new TableName(catalog, schema, name, branch, clause);
  }

  /// Catalog, schema and name, as far as they were written.
  public List<String> path() {
    List<String> path = new ArrayList<>(3);
    catalog.ifPresent(path::add);
    schema.ifPresent(path::add);
    path.add(name);
    return List.copyOf(path);
  }

  /// The name for messages: `PUBLIC.T@dev VERSION 5`.
  @Override
  public String toString() {
    return readable(String.join(".", encode()));
  }

  /// Turns the encoded names inside a message (Calcite's own print them) into what the user wrote.
  public static String readable(String message) {
    StringBuilder text = new StringBuilder(message.length());
    int from = 0;
    while (true) {
      int branch = message.indexOf(MARK, from);
      int version = branch < 0 ? -1 : message.indexOf(MARK, branch + 1);
      int end = version < 0 ? -1 : message.indexOf(MARK, version + 1);
      Optional<VersionClause> clause =
          end < 0 ? Optional.empty() : VersionCode.decode(message.substring(version + 1, end));
      if (clause.isEmpty()) {
        return text.append(message, from, message.length()).toString();
      }
      text.append(message, from, branch);
      if (version > branch + 1) {
        text.append('@').append(message, branch + 1, version);
      }
      if (!clause.get().sql().isEmpty()) {
        text.append(' ').append(clause.get().sql());
      }
      from = end + 1;
    }
  }
}
