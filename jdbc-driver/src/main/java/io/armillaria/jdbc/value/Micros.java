package io.armillaria.jdbc.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/// The engine's microseconds, and java.time.
final class Micros {
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final int[] UNIT = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private Micros() {}

  static LocalTime time(long micros) {
    return LocalTime.ofNanoOfDay(micros * 1_000);
  }

  static LocalDateTime timestamp(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1_000, ZoneOffset.UTC);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
  }

  static long of(LocalTime time) {
    return time.toNanoOfDay() / 1_000;
  }

  /// @throws ArithmeticException when the engine's range, some 290,000 years, is left
  static long of(LocalDateTime timestamp) {
    return of(timestamp.toInstant(ZoneOffset.UTC));
  }

  /// @throws ArithmeticException when the engine's range, some 290,000 years, is left
  static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 1_000);
  }

  /// Rounds `micros` to `digits` digits of the second's fraction, half up, as the engine does.
  static long rounded(long micros, int digits) {
    long shifted = Math.addExact(micros, UNIT[digits] / 2);
    return shifted - Math.floorMod(shifted, UNIT[digits]);
  }

  /// As [#rounded] for a time of day, which stays on its day: what would be 24:00 is the last time
  /// before it.
  static long roundedTime(long micros, int digits) {
    return Math.min(rounded(micros, digits), DAY - UNIT[digits]);
  }
}
