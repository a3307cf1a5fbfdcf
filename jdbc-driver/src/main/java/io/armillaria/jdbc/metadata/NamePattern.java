package io.armillaria.jdbc.metadata;

/// A pattern of JDBC's metadata: `%` is any text, `_` any character, `\` takes the next one as it
/// is. Names match as they are stored, so case counts. A null pattern matches everything.
final class NamePattern {
  static final String ESCAPE = "\\";

  private final String pattern;

  NamePattern(String pattern) {
    this.pattern = pattern;
  }

  boolean matches(String name) {
    return pattern == null || matches(0, name, 0);
  }

  private boolean matches(int at, String name, int from) {
    int position = from;
    for (int i = at; i < pattern.length(); i++) {
      char wanted = pattern.charAt(i);
      if (wanted == '%') {
        return matchesRest(i + 1, name, position);
      }
      boolean literal = wanted == '\\' && i + 1 < pattern.length();
      if (literal) {
        wanted = pattern.charAt(++i);
      }
      if (position == name.length()) {
        return false;
      }
      boolean any = wanted == '_' && !literal;
      if (!any && name.charAt(position) != wanted) {
        return false;
      }
      position++;
    }
    return position == name.length();
  }

  private boolean matchesRest(int at, String name, int from) {
    for (int position = from; position <= name.length(); position++) {
      if (matches(at, name, position)) {
        return true;
      }
    }
    return false;
  }
}
