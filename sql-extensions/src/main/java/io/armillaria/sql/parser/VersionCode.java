package io.armillaria.sql.parser;

import java.util.Optional;

/// The version part of an encoded table name: a letter for the kind, then the value.
final class VersionCode {
  private VersionCode() {}

  static String encode(VersionClause version) {
    return switch (version) {
      case VersionClause.None() -> "";
      case VersionClause.Number(long number) -> "n" + number;
      case VersionClause.NumberParameter(int index) -> "N" + index;
      case VersionClause.Timestamp(String text) -> "t" + text;
      case VersionClause.TimestampParameter(int index) -> "T" + index;
      case VersionClause.Commit(String hash) -> "c" + hash;
    };
  }

  /// The clause that a code stands for, empty if the text is no code.
  static Optional<VersionClause> decode(String code) {
    if (code.isEmpty()) {
      return Optional.of(new VersionClause.None());
    }
    String value = code.substring(1);
    return switch (code.charAt(0)) {
      case 'n' -> number(value).map(VersionClause.Number::new);
      case 'N' -> number(value).map(index -> new VersionClause.NumberParameter(index.intValue()));
      case 't' -> Optional.of(new VersionClause.Timestamp(value));
      case 'T' ->
          number(value).map(index -> new VersionClause.TimestampParameter(index.intValue()));
      case 'c' -> Optional.of(new VersionClause.Commit(value));
      default -> Optional.empty();
    };
  }

  private static Optional<Long> number(String digits) {
    try {
      return Optional.of(Long.parseUnsignedLong(digits)).filter(number -> number >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
