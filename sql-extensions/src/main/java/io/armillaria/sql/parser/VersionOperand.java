package io.armillaria.sql.parser;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Tells `t VERSION 5` from `t VERSION`, where VERSION is the table's alias.
final class VersionOperand {
  private VersionOperand() {}

  /// Whether VERSION before a token of this kind is the clause: none of them can follow an alias.
  /// Signs, fractions and strings are no versions either, but are refused as such.
  static boolean mayBegin(int tokenKind) {
    return switch (tokenKind) {
      case ArmillariaParserImplConstants.UNSIGNED_INTEGER_LITERAL,
          ArmillariaParserImplConstants.DECIMAL_NUMERIC_LITERAL,
          ArmillariaParserImplConstants.APPROX_NUMERIC_LITERAL,
          ArmillariaParserImplConstants.QUOTED_STRING,
          ArmillariaParserImplConstants.PLUS,
          ArmillariaParserImplConstants.MINUS,
          ArmillariaParserImplConstants.HOOK ->
          true;
      default -> false;
    };
  }

  /// Refuses a version behind the name of a table that is to be changed.
  static void refuse(Token next, Token second) {
    boolean number = next.kind == ArmillariaParserImplConstants.VERSION && mayBegin(second.kind);
    boolean past =
        next.kind == ArmillariaParserImplConstants.AS
            && second.kind == ArmillariaParserImplConstants.OF;
    if (number || past) {
      throw unchangeable(new SqlParserPos(next.beginLine, next.beginColumn));
    }
  }

  static void refuse(SqlIdentifier target) {
    if (!(TableName.decode(target.names).version() instanceof VersionClause.None)) {
      throw unchangeable(target.getParserPosition());
    }
  }

  private static SqlSyntaxException unchangeable(SqlParserPos position) {
    return SqlSyntaxException.at(position, "a version of a table cannot be changed");
  }
}
