package io.armillaria.sql.parser;

/// Refuses statements whose parentheses, brackets and CASEs are nested so deeply that the recursion
/// of the parser, and of all that walks its tree, could exhaust the caller's stack.
final class Nesting {
  static final int LIMIT = 200;

  private Nesting() {}

  /// Reads the tokens only of a statement that has enough of them to be nested too deeply. What
  /// cannot be read is left to the parser to report.
  static void refuseDeep(String sql) {
    if (mayBeDeep(sql)) {
      try {
        refuseDeepTokens(sql);
      } catch (TokenMgrError e) {
        return;
      }
    }
  }

  private static void refuseDeepTokens(String sql) {
    ArmillariaParserImpl lexer = ArmillariaParser.parser(sql);
    int depth = 0;
    Token token = lexer.getNextToken();
    while (token.kind != ArmillariaParserImplConstants.EOF) {
      depth += step(token.kind);
      if (depth > LIMIT) {
        throw SqlSyntaxException.at(
            token.beginLine, token.beginColumn, "nested more than " + LIMIT + " levels deep");
      }
      token = lexer.getNextToken();
    }
  }

  private static int step(int tokenKind) {
    return switch (tokenKind) {
      case ArmillariaParserImplConstants.LPAREN,
          ArmillariaParserImplConstants.LBRACKET,
          ArmillariaParserImplConstants.CASE ->
          1;
      case ArmillariaParserImplConstants.RPAREN,
          ArmillariaParserImplConstants.RBRACKET,
          ArmillariaParserImplConstants.END ->
          -1;
      default -> 0;
    };
  }

  private static boolean mayBeDeep(String sql) {
    int openings = 0;
    for (int i = 0; i < sql.length() && openings <= LIMIT; i++) {
      char character = sql.charAt(i);
      if (character == '('
          || character == '['
          || ((character == 'c' || character == 'C') && sql.regionMatches(true, i, "CASE", 0, 4))) {
        openings++;
      }
    }
    return openings > LIMIT;
  }
}
