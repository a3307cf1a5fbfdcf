package io.armillaria.execution.expression;

import io.armillaria.storage.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A SIMILAR TO pattern, translated to a Java regular expression.
final class SimilarPattern implements TextPredicate.Test {
  private static final String OPERATORS = "|*+?{}()";
  private static final String QUOTED = "\\.^$&";

  private final Pattern pattern;

  private SimilarPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /// @param escape the escape character, or null for none
  static SimilarPattern of(String pattern, String escape) {
    int escapeCharacter = escape == null ? -1 : LikePattern.escapeCharacter(escape);
    try {
      return new SimilarPattern(
          Pattern.compile(translate(pattern, escapeCharacter), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new Failure.InvalidArgument("'" + pattern + "' is not a regular expression of SQL.")
          .raise(e);
    }
  }

  @Override
  public boolean holds(byte[] data, int start, int length) {
    return pattern.matcher(new String(data, start, length, StandardCharsets.UTF_8)).matches();
  }

  private static String translate(String pattern, int escape) {
    StringBuilder regex = new StringBuilder();
    boolean bracket = false;
    int at = 0;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      if (c == escape) {
        if (at == pattern.length()) {
          throw LikePattern.badEscape(pattern);
        }
        c = pattern.codePointAt(at);
        at += Character.charCount(c);
        regex.append(Pattern.quote(Character.toString(c)));
      } else if (bracket) {
        int close = c == '[' && pattern.startsWith(":", at) ? pattern.indexOf(":]", at + 1) : -1;
        if (close > 0) {
          regex.append(characterClass(pattern.substring(at + 1, close)));
          at = close + 2;
        } else {
          bracket = c != ']';
          regex.append(c == '[' || c == '&' || c == '\\' ? "\\" : "").appendCodePoint(c);
        }
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else if (c == '[') {
        bracket = true;
        regex.append('[');
      } else {
        boolean literal = OPERATORS.indexOf(c) < 0 && QUOTED.indexOf(c) >= 0;
        regex.append(literal ? "\\" : "").appendCodePoint(c);
      }
    }
    return regex.toString();
  }

  private static String characterClass(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "ALPHA" -> "\\p{IsAlphabetic}";
      case "UPPER" -> "\\p{IsUppercase}";
      case "LOWER" -> "\\p{IsLowercase}";
      case "DIGIT" -> "0-9";
      case "ALNUM" -> "\\p{IsAlphabetic}0-9";
      case "SPACE" -> " ";
      case "WHITESPACE" -> "\\s";
      default ->
          throw new Failure.InvalidArgument("There is no character class [:" + name + ":].")
              .raise();
    };
  }
}
