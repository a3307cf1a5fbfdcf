package io.armillaria.sql.parser;

import java.util.List;
import java.util.Optional;

/// A query for the one row of a key, `SELECT a, b FROM t WHERE key = value AND ...`, as its text
/// says it: whether there are such columns, and whether they are a key, is for others to see. It is
/// read without the grammar, so that it costs nothing that a lookup would notice.
///
/// @param shape what queries that differ only in their literals and their spaces share
/// @param columns empty for `*`
/// @param parameters how many `?` there are
/// @param literals the values in the text: a Long or, as UTF-8, a byte[]
public record KeyQuery(
    String shape,
    String table,
    List<String> columns,
    List<Condition> conditions,
    int parameters,
    List<Object> literals) {
  private static final int LONGEST = 4_000;

  public KeyQuery {
    columns = List.copyOf(columns);
    conditions = List.copyOf(conditions);
    literals = List.copyOf(literals);
  }

  /// `column = ?` or `column = literal`.
  ///
  /// @param index of the parameter, or of the literal
  public record Condition(String column, Kind kind, int index) {}

  public enum Kind {
    PARAMETER,
    WHOLE_NUMBER,
    TEXT
  }

  /// Empty for every other statement, and for what only the grammar can tell.
  public static Optional<KeyQuery> of(String sql) {
    return sql.length() > LONGEST ? Optional.empty() : new KeyQueryReader(sql).read();
  }
}
