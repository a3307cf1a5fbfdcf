package io.armillaria.sql.session;

import java.util.ArrayList;
import java.util.List;

/// Cuts a script into statements at its semicolons, other than those in quotes and comments.
final class ScriptSplitter {
  private final String script;
  private final List<String> statements = new ArrayList<>();
  private int at;
  private int start;
  private boolean hasText;

  private ScriptSplitter(String script) {
    this.script = script;
  }

  /// The statements without their semicolons; those of comments and blanks only are left out.
  static List<String> split(String script) {
    ScriptSplitter splitter = new ScriptSplitter(script);
    splitter.run();
    return List.copyOf(splitter.statements);
  }

  private void run() {
    while (at < script.length()) {
      char character = script.charAt(at);
      if (character == ';') {
        end();
      } else if (script.startsWith("--", at) || script.startsWith("//", at)) {
        skipTo("\n");
      } else if (script.startsWith("/*", at)) {
        at += 2;
        skipTo("*/");
      } else if (character == '\'' || character == '"') {
        hasText = true;
        at++;
        skipTo(String.valueOf(character));
      } else {
        hasText |= !Character.isWhitespace(character);
        at++;
      }
    }
    end();
  }

  private void end() {
    if (hasText) {
      statements.add(script.substring(start, at).strip());
    }
    at++;
    start = at;
    hasText = false;
  }

  private void skipTo(String end) {
    int found = script.indexOf(end, at);
    at = found < 0 ? script.length() : found + end.length();
  }
}
