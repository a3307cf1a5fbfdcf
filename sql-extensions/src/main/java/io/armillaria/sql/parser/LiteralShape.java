package io.armillaria.sql.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of a query with the whole numbers and texts in it told apart, found without the
/// grammar. Queries that differ in these only have one shape. What they mean, and which of them may
/// be parameters, [ShapeParameters] says.
///
/// @param sql the whole text
/// @param literals in the order of the text
public record LiteralShape(String sql, List<Literal> literals) {
  private static final int LONGEST = 4_000;

  public LiteralShape {
    literals = List.copyOf(literals);
  }

  /// One literal.
  ///
  /// @param value a Long, or a text as UTF-8
  record Literal(int start, int end, Object value) {}

  /// Empty for what is no SELECT, for one with parameters or comments, and for one without such
  /// literals.
  public static Optional<LiteralShape> of(String sql) {
    if (sql.length() > LONGEST || !sql.regionMatches(true, 0, "SELECT", 0, 6)) {
      return Optional.empty();
    }
    return new Reader(sql).read();
  }

  /// What all queries of the shape have in common: the text with a mark for each literal.
  public String text() {
    return text(allIndexes());
  }

  /// The text with a mark for each of these literals, all others as they are.
  public String text(List<Integer> indexes) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int index : indexes) {
      Literal literal = literals.get(index);
      text.append(sql, from, literal.start).append(literal.value instanceof Long ? '\1' : '\2');
      from = literal.end;
    }
    return text.append(sql, from, sql.length()).toString();
  }

  private List<Integer> allIndexes() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < literals.size(); i++) {
      all.add(i);
    }
    return all;
  }

  public List<Object> values(List<Integer> indexes) {
    return indexes.stream().map(index -> literals.get(index).value).toList();
  }

  private static final class Reader {
    private final String sql;
    private final List<Literal> literals = new ArrayList<>();

    Reader(String sql) {
      this.sql = sql;
    }

    Optional<LiteralShape> read() {
      int at = 0;
      while (at >= 0 && at < sql.length()) {
        at = next(at);
      }
      return at < 0 || literals.isEmpty()
          ? Optional.empty()
          : Optional.of(new LiteralShape(sql, literals));
    }

    /// The place behind what begins at `at`; -1 for what is left to the grammar.
    private int next(int at) {
      char c = sql.charAt(at);
      if (c == '?' || c == '`' || c == '[' || c == '{' || (c < ' ' && c != '\n')) {
        return -1;
      }
      if ((c == '-' && at(at + 1) == '-') || (c == '/' && at(at + 1) == '*')) {
        return -1;
      }
      if (c == '"' || c == '\'') {
        return quoted(at, c);
      }
      if (isNamePart(c)) {
        return word(at);
      }
      return at + 1;
    }

    private int quoted(int at, char quote) {
      int end = sql.indexOf(quote, at + 1);
      while (end >= 0 && at(end + 1) == quote) {
        end = sql.indexOf(quote, end + 2);
      }
      if (end >= 0 && quote == '\'') {
        String text = sql.substring(at + 1, end).replace("''", "'");
        if (text.chars().anyMatch(each -> Character.isSurrogate((char) each))) {
          return -1;
        }
        literals.add(new Literal(at, end + 1, text.getBytes(StandardCharsets.UTF_8)));
      }
      return end < 0 ? -1 : end + 1;
    }

    private int word(int at) {
      int end = at;
      boolean digits = true;
      while (end < sql.length() && isNamePart(sql.charAt(end))) {
        digits &= sql.charAt(end) >= '0' && sql.charAt(end) <= '9';
        end++;
      }
      boolean whole = digits && at(end) != '.' && (at == 0 || sql.charAt(at - 1) != '.');
      if (whole && end - at <= 18) {
        literals.add(new Literal(at, end, Long.parseLong(sql, at, end, 10)));
      }
      return end;
    }

    private char at(int place) {
      return place < sql.length() ? sql.charAt(place) : ' ';
    }

    private static boolean isNamePart(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
  }
}
