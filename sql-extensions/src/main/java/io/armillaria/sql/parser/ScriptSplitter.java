package io.armillaria.sql.parser;

import java.util.ArrayList;
import java.util.List;

/// Cuts a script at its semicolons as the lexer sees them, not those in strings, quoted names and
/// comments. What the lexer cannot read stays together with all that follows it.
final class ScriptSplitter {
  private final String script;
  private final ArmillariaParserImpl lexer;
  private final List<String> statements = new ArrayList<>();

  /// Where the current statement's first token begins, -1 before there is one.
  private int start = -1;

  /// Where the last token ends, exclusive.
  private int end;

  private int line = 1;
  private int lineStart;

  private ScriptSplitter(String script) {
    this.script = script;
    this.lexer = ArmillariaParser.parser(script);
  }

  static List<String> split(String script) {
    ScriptSplitter splitter = new ScriptSplitter(script);
    splitter.run();
    return List.copyOf(splitter.statements);
  }

  private void run() {
    try {
      Token token = lexer.getNextToken();
      while (token.kind != ArmillariaParserImplConstants.EOF) {
        if (isUnfinished(token)) {
          takeRest();
          return;
        }
        take(token);
        token = lexer.getNextToken();
      }
      cut();
    } catch (TokenMgrError e) {
      takeRest();
    }
  }

  /// A quote that has no end comes as a token of its own.
  private static boolean isUnfinished(Token token) {
    return token.kind == ArmillariaParserImplConstants.QUOTE
        || token.kind == ArmillariaParserImplConstants.DOUBLE_QUOTE;
  }

  private void take(Token token) {
    boolean semicolon = token.kind == ArmillariaParserImplConstants.SEMICOLON;
    if (semicolon) {
      cut();
    } else if (start < 0) {
      start = offset(token.beginLine, token.beginColumn);
    }
    end = offset(token.endLine, token.endColumn) + 1;
  }

  private void cut() {
    if (start >= 0) {
      statements.add(script.substring(start, end));
    }
    start = -1;
  }

  private void takeRest() {
    statements.add(script.substring(start < 0 ? end : start).strip());
  }

  /// Places come in ascending order, so the lines are counted once.
  private int offset(int atLine, int column) {
    while (line < atLine) {
      char character = script.charAt(lineStart++);
      boolean pair =
          character == '\r' && lineStart < script.length() && script.charAt(lineStart) == '\n';
      if (character == '\n' || (character == '\r' && !pair)) {
        line++;
      }
    }
    return lineStart + column - 1;
  }
}
