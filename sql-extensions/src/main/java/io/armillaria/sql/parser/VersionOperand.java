package io.armillaria.sql.parser;

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
}
