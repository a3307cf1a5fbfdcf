package io.armillaria.sql.parser;

import static org.apache.calcite.util.Static.RESOURCE;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/// Turns what the generated parser throws into [SqlSyntaxException]s, and checks what its grammar
/// cannot.
final class SyntaxErrors {
  private static final Pattern PLACE =
      Pattern.compile("Lexical error at line ([0-9]+), column ([0-9]+).*", Pattern.DOTALL);
  private static final String NO_INTEGER = "can not be parsed to type 'java.lang.Integer'";
  private static final String NO_CONFORMANCE = " under the current SQL conformance level";

  private SyntaxErrors() {}

  /// The characters at this place begin no token.
  static SqlSyntaxException noToken(String sql, int lexicalState, TokenMgrError e) {
    Matcher place = PLACE.matcher(e.getMessage());
    if (!place.matches()) {
      throw e;
    }
    int line = Integer.parseInt(place.group(1));
    int column = Integer.parseInt(place.group(2));
    if (lexicalState == ArmillariaParserImplConstants.IN_MULTI_LINE_COMMENT) {
      return SqlSyntaxException.at(line, column, "a comment has no end");
    }
    String text = sql.lines().skip(line - 1L).findFirst().orElse("");
    int at = Math.clamp(column, 1, Math.max(1, text.length()));
    String found = text.isEmpty() ? "" : Character.toString(text.codePointAt(at - 1));
    return SqlSyntaxException.at(line, at, "unexpected character \"" + found + '"');
  }

  /// What the grammar took but Calcite's own checks behind it did not.
  static SqlSyntaxException refused(CalciteContextException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = String.valueOf(cause.getMessage());
    if (message.equals(RESOURCE.illegalNonQueryExpression().str())) {
      message = "an expression stands where a query is expected";
    } else if (message.equals(RESOURCE.illegalQueryExpression().str())) {
      message = "a query stands where an expression is expected";
    } else if (message.endsWith(NO_INTEGER)) {
      message = message.replace(NO_INTEGER, "is too large");
    } else {
      message = message.replace(NO_CONFORMANCE, "");
    }
    return SqlSyntaxException.at(e.getPosLine(), e.getPosColumn(), message);
  }

  /// BigDecimal has no room for the exponent of this literal.
  static SqlSyntaxException outOfRange(Token literal) {
    return SqlSyntaxException.at(
        literal.beginLine, literal.beginColumn, "number " + literal.image + " is out of range");
  }

  /// The stack is exhausted although parentheses are not nested deeply: a chain of operators is a
  /// deep tree too.
  static SqlSyntaxException tooLong() {
    return SqlSyntaxException.at(1, 1, "the statement has too many operators");
  }

  static void refuseNul(String sql) {
    int at = sql.indexOf(TableName.MARK);
    if (at >= 0) {
      String before = sql.substring(0, at);
      int line = 1 + (int) before.chars().filter(character -> character == '\n').count();
      int column = at - before.lastIndexOf('\n');
      throw SqlSyntaxException.at(line, column, "the character U+0000 is not allowed");
    }
  }

  static String withoutNul(SqlParserPos position, String name) {
    if (name.indexOf(TableName.MARK) >= 0) {
      throw SqlSyntaxException.at(position, "the character U+0000 is not allowed");
    }
    return name;
  }

  static void refuseLongPath(SqlIdentifier name) {
    if (name.names.size() > 3) {
      throw SqlSyntaxException.at(
          name.getParserPosition(),
          "table name " + name + " has " + name.names.size() + " parts, at most 3 are allowed");
    }
  }

  static void refuseFunction(SqlIdentifier name) {
    if (name instanceof VersionedTable) {
      throw SqlSyntaxException.at(
          name.getParserPosition(), "a function has no branch, found " + name);
    }
  }

  static String refName(SqlParserPos position, String name, boolean quoted) {
    String complaint = quoted ? RefName.tooLong(name) : RefName.complaint(name);
    if (!complaint.isEmpty()) {
      throw SqlSyntaxException.at(position, "name \"" + name + "\" " + complaint);
    }
    return name;
  }

  static long longValue(SqlParserPos position, String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw SqlSyntaxException.at(position, "number " + digits + " is too large");
    }
  }

  static int intValue(SqlParserPos position, String digits) {
    long value = longValue(position, digits);
    if (value != (int) value) {
      throw SqlSyntaxException.at(position, "number " + digits + " is too large");
    }
    return (int) value;
  }

  static String unescaped(SqlParserPos position, String image) {
    try {
      return SqlParserUtil.parseCString(image);
    } catch (SqlParserUtil.MalformedUnicodeEscape e) {
      throw SqlSyntaxException.at(position, "the Unicode escape at " + e.i + " is malformed");
    }
  }
}
