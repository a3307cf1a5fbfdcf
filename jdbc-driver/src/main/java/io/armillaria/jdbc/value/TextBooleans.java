package io.armillaria.jdbc.value;

import java.util.Locale;
import java.util.Optional;

/// The texts that stand for truth values.
final class TextBooleans {
  private TextBooleans() {}

  static Optional<Boolean> parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> Optional.of(true);
      case "false", "f", "no", "n", "off", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
