package io.armillaria.sql.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads a [KeyQuery] from its text, and gives up at whatever it does not know.
final class KeyQueryReader {
  /// Words that are no names without quotes, or that Calcite takes for a function.
  private static final Set<String> RESERVED =
      Set.of(
          """
          ALL ALTER AND ANY ARRAY AS ASOF ASYMMETRIC AT AUTHORIZATION BETWEEN BIGINT BINARY BOOLEAN
          BOTH BY CASE CAST CHAR CHARACTER CHECK COLLATE COLUMN CONSTRAINT CREATE CROSS CUBE CURRENT
          CURRENT_CATALOG CURRENT_DATE CURRENT_DEFAULT_TRANSFORM_GROUP CURRENT_PATH CURRENT_ROLE
          CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DEC DECIMAL DEFAULT
          DELETE DISTINCT DOUBLE DROP ELSE END ESCAPE EXCEPT EXISTS EXTEND EXTRACT FALSE FETCH
          FIRST_VALUE FLOAT FOR FOREIGN FROM FULL GRANT GROUP GROUPING HAVING IN INNER INSERT INT
          INTEGER INTERSECT INTERVAL INTO IS JOIN JSON_ARRAY JSON_ARRAYAGG JSON_OBJECT
          JSON_OBJECTAGG LATERAL LEADING LEFT LIKE LIMIT LOCALTIME LOCALTIMESTAMP MATCH_CONDITION
          MATCH_NUMBER MATCH_RECOGNIZE MINUS MULTISET NATURAL NEXT NOT NULL NULLIF NUMERIC OF OFFSET
          ON ONLY OR ORDER OUTER OVERLAPS PARTITION PERMUTE PI PRIMARY QUALIFY REAL REFERENCES RIGHT
          ROLLUP ROW SELECT SESSION_USER SET SIMILAR SMALLINT SOME SPECIFIC SYMMETRIC SYSTEM_USER
          TABLE TABLESAMPLE THEN TINYINT TO TRAILING TRUE UESCAPE UNION UNIQUE UNKNOWN UNNEST UPDATE
          UPSERT USER USING VALUES VARBINARY VARCHAR WHEN WHERE WINDOW WITH
          """
              .strip()
              .split("\\s+"));

  private final String sql;
  private final StringBuilder shape = new StringBuilder();
  private final List<Object> literals = new ArrayList<>(2);
  private int parameters;
  private int at;

  KeyQueryReader(String sql) {
    this.sql = sql;
  }

  static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  Optional<KeyQuery> read() {
    List<String> columns = new ArrayList<>();
    if (!word("SELECT") || !(symbol('*') || names(columns)) || !word("FROM")) {
      return Optional.empty();
    }
    shape.append(" FROM ");
    String table = name();
    if (table == null || !word("WHERE")) {
      return Optional.empty();
    }
    List<KeyQuery.Condition> conditions = new ArrayList<>(2);
    do {
      shape.append(" AND ");
      KeyQuery.Condition condition = condition();
      if (condition == null) {
        return Optional.empty();
      }
      conditions.add(condition);
    } while (word("AND"));
    skipSpace();
    return at < sql.length()
        ? Optional.empty()
        : Optional.of(
            new KeyQuery(shape.toString(), table, columns, conditions, parameters, literals));
  }

  private boolean names(List<String> columns) {
    do {
      String name = name();
      if (name == null) {
        return false;
      }
      columns.add(name);
    } while (symbol(','));
    return true;
  }

  private KeyQuery.Condition condition() {
    String column = name();
    if (column == null || !symbol('=')) {
      return null;
    }
    skipSpace();
    if (symbol('?')) {
      shape.append('?');
      return new KeyQuery.Condition(column, KeyQuery.Kind.PARAMETER, parameters++);
    }
    boolean text = at < sql.length() && sql.charAt(at) == '\'';
    Object value = text ? text() : wholeNumber();
    if (value == null) {
      return null;
    }
    literals.add(value);
    shape.append(text ? '\'' : '0');
    KeyQuery.Kind kind = text ? KeyQuery.Kind.TEXT : KeyQuery.Kind.WHOLE_NUMBER;
    return new KeyQuery.Condition(column, kind, literals.size() - 1);
  }

  private Long wholeNumber() {
    int start = at;
    boolean negative = symbol('-');
    skipSpace();
    int digits = at;
    while (at < sql.length() && isDigit(sql.charAt(at))) {
      at++;
    }
    if (at == digits || at - digits > 18 || (at < sql.length() && isNamePart(sql.charAt(at)))) {
      at = start;
      return null;
    }
    long value = Long.parseLong(sql, digits, at, 10);
    return negative ? -value : value;
  }

  private byte[] text() {
    int from = at + 1;
    int end = sql.indexOf('\'', from);
    while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == '\'') {
      end = sql.indexOf('\'', end + 2);
    }
    if (end < 0) {
      return null;
    }
    at = end + 1;
    String content = sql.substring(from, end).replace("''", "'");
    return content.chars().anyMatch(c -> Character.isSurrogate((char) c))
        ? null
        : content.getBytes(StandardCharsets.UTF_8);
  }

  /// A name as stored, or null.
  private String name() {
    skipSpace();
    String name = at < sql.length() && sql.charAt(at) == '"' ? quoted() : unquoted();
    shape.append('"').append(name).append('"');
    return name;
  }

  private String quoted() {
    int end = sql.indexOf('"', at + 1);
    if (end <= at + 1 || (end + 1 < sql.length() && sql.charAt(end + 1) == '"')) {
      return null;
    }
    String name = sql.substring(at + 1, end);
    at = end + 1;
    return name;
  }

  private String unquoted() {
    int start = at;
    while (at < sql.length() && isNamePart(sql.charAt(at))) {
      at++;
    }
    if (at == start || isDigit(sql.charAt(start)) || sql.charAt(start) == '$') {
      return null;
    }
    String name = sql.substring(start, at).toUpperCase(Locale.ROOT);
    return isReserved(name) ? null : name;
  }

  private boolean word(String upper) {
    skipSpace();
    int end = at + upper.length();
    if (end > sql.length() || (end < sql.length() && isNamePart(sql.charAt(end)))) {
      return false;
    }
    for (int i = 0; i < upper.length(); i++) {
      char c = sql.charAt(at + i);
      if (c != upper.charAt(i) && c != (upper.charAt(i) | 0x20)) {
        return false;
      }
    }
    at = end;
    return true;
  }

  private boolean symbol(char symbol) {
    skipSpace();
    boolean found = at < sql.length() && sql.charAt(at) == symbol;
    at += found ? 1 : 0;
    return found;
  }

  private void skipSpace() {
    while (at < sql.length() && " \t\n\r\f".indexOf(sql.charAt(at)) >= 0) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || isDigit(c) || c == '_' || c == '$';
  }
}
