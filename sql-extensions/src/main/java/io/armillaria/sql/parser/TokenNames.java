package io.armillaria.sql.parser;

import java.util.Locale;
import java.util.Optional;

/// Names of tokens for messages.
final class TokenNames {
  private TokenNames() {}

  /// Empty for keywords that are expected only because they may be identifiers, and for what the
  /// grammar would take but Armillaria does not support.
  ///
  /// @param image JavaCC's: `"\"FROM\""`, `"<IDENTIFIER>"`
  static Optional<String> of(int kind, String image, boolean identifierExpected) {
    return switch (kind) {
      case ArmillariaParserImplConstants.EOF -> Optional.of("the end of the statement");
      case ArmillariaParserImplConstants.IDENTIFIER -> Optional.of("a name");
      case ArmillariaParserImplConstants.UNSIGNED_INTEGER_LITERAL -> Optional.of("an integer");
      case ArmillariaParserImplConstants.QUOTED_STRING -> Optional.of("a string");
      case ArmillariaParserImplConstants.HINT_BEG,
          ArmillariaParserImplConstants.COMMENT_END,
          ArmillariaParserImplConstants.EXTEND,
          ArmillariaParserImplConstants.SET_MINUS,
          ArmillariaParserImplConstants.UPSERT ->
          Optional.empty();
      default -> image.startsWith("\"") ? keyword(image, identifierExpected) : Optional.empty();
    };
  }

  private static Optional<String> keyword(String image, boolean identifierExpected) {
    String text = image.substring(1, image.length() - 1).toUpperCase(Locale.ROOT);
    if (!Character.isLetter(text.charAt(0))) {
      return Optional.of('"' + text + '"');
    }
    return identifierExpected && Beginnings.isName(text) ? Optional.empty() : Optional.of(text);
  }
}
