package io.armillaria.sql.parser;

/// How branch and tag names stand in SQL text. Without quotes a name is letters, digits, `-`, `_`,
/// `.` and `/`; the tokens of ordinary SQL that make it up (`feature`, `/`, `x`, `-`, `1`) follow
/// each other without a gap. Whether a branch may bear the name at all is the catalog's decision.
final class RefName {
  static final int MAX_LENGTH = 128;

  private RefName() {}

  /// Whether a token may be a piece of a name that has no quotes.
  static boolean isPiece(String image) {
    return !image.isEmpty() && image.codePoints().allMatch(RefName::isPart);
  }

  private static boolean isPart(int character) {
    return Character.isLetterOrDigit(character)
        || character == '-'
        || character == '_'
        || character == '.'
        || character == '/';
  }

  /// What is wrong with a name written without quotes, empty when nothing is.
  static String complaint(String name) {
    if (name.startsWith("_") || name.startsWith("-")) {
      return "must not begin with \"" + name.charAt(0) + '"';
    }
    if (name.startsWith("/") || name.startsWith(".")) {
      return "must begin with a letter or digit";
    }
    if (name.endsWith("/")) {
      return "must not end with \"/\"";
    }
    for (String twice : new String[] {"//", "--"}) {
      if (name.contains(twice)) {
        return "must not contain \"" + twice + '"';
      }
    }
    return tooLong(name);
  }

  static String tooLong(String name) {
    return name.length() > MAX_LENGTH
        ? "has " + name.length() + " characters, at most " + MAX_LENGTH + " are allowed"
        : "";
  }

  /// The name as SQL text, quoted where it has to be.
  static String sql(String name) {
    return isPiece(name) && complaint(name).isEmpty() ? name : SqlText.quoted(name);
  }
}
