package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/// The text is not a statement that Armillaria knows. Lines and columns count from 1.
public final class SqlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LENGTH = 300;
  private static final int MAX_TOKEN_LENGTH = 60;

  private final int line;
  private final int column;
  private final transient Optional<String> found;
  private final transient List<String> expected;

  private SqlSyntaxException(
      int line, int column, String detail, Optional<String> found, List<String> expected) {
    super(shortened("Syntax error at line " + line + ", column " + column + ": " + detail));
    this.line = line;
    this.column = column;
    this.found = Objects.requireNonNull(found, "found");
    this.expected = List.copyOf(expected);
  }

  /// A token where others were wanted; `found` is empty at the end of the text.
  static SqlSyntaxException unexpected(
      int line, int column, Optional<String> found, List<String> expected, boolean more) {
    String what = found.map(text -> '"' + excerpt(text) + '"').orElse("the end of the statement");
    String wanted =
        expected.isEmpty()
            ? ""
            : ", expected " + String.join(", ", expected) + (more ? ", ..." : "");
    return new SqlSyntaxException(line, column, "found " + what + wanted, found, expected);
  }

  /// Something that a list of tokens does not describe.
  static SqlSyntaxException at(int line, int column, String detail) {
    return new SqlSyntaxException(line, column, detail, Optional.empty(), List.of());
  }

  static SqlSyntaxException at(SqlParserPos position, String detail) {
    return at(position.getLineNum(), position.getColumnNum(), detail);
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /// The token that was in the wrong place, empty at the end of the text or where the message tells
  /// it otherwise.
  public Optional<String> found() {
    return found;
  }

  /// Some of what could have stood there, the likeliest first.
  public List<String> expected() {
    return expected;
  }

  private static String excerpt(String token) {
    return token.length() <= MAX_TOKEN_LENGTH
        ? token
        : token.substring(0, MAX_TOKEN_LENGTH - 3) + "...";
  }

  private static String shortened(String message) {
    return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH - 3) + "...";
  }
}
