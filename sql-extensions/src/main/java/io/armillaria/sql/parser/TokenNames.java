package io.armillaria.sql.parser;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.Metadata;
import org.apache.calcite.util.SourceStringReader;

/// Names of tokens for messages, from JavaCC's images: `"\"FROM\""`, `"<IDENTIFIER>"`.
final class TokenNames {
  private static final Set<String> IDENTIFIERS =
      Set.of("IDENTIFIER", "QUOTED_IDENTIFIER", "UNICODE_QUOTED_IDENTIFIER");
  private static final Set<String> STRINGS =
      Set.of(
          "QUOTED_STRING",
          "PREFIXED_STRING_LITERAL",
          "UNICODE_STRING_LITERAL",
          "C_STYLE_ESCAPED_STRING_LITERAL",
          "BINARY_STRING_LITERAL");
  private static final Set<String> NUMBERS =
      Set.of("UNSIGNED_INTEGER_LITERAL", "DECIMAL_NUMERIC_LITERAL", "APPROX_NUMERIC_LITERAL");

  private static final Metadata KEYWORDS =
      ArmillariaParserImpl.FACTORY.getParser(new SourceStringReader("")).getMetadata();

  private TokenNames() {}

  /// Empty for tokens that Armillaria's lexer never makes, and for keywords that are expected only
  /// because they may be identifiers.
  static Optional<String> of(String image, boolean identifierExpected) {
    if (image.startsWith("\"")) {
      String text = image.substring(1, image.length() - 1);
      if (!Character.isLetter(text.charAt(0))) {
        return Optional.of('"' + text + '"');
      }
      String keyword = text.toUpperCase(Locale.ROOT);
      return identifierExpected && KEYWORDS.isNonReservedKeyword(keyword)
          ? Optional.empty()
          : Optional.of(keyword);
    }
    String kind = image.substring(1, image.length() - 1);
    if (IDENTIFIERS.contains(kind)) {
      return Optional.of("a name");
    }
    if (STRINGS.contains(kind)) {
      return Optional.of("a string");
    }
    if (NUMBERS.contains(kind)) {
      return Optional.of("a number");
    }
    return kind.equals("EOF") ? Optional.of("the end of the statement") : Optional.empty();
  }
}
