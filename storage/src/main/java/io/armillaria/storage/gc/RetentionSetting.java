package io.armillaria.storage.gc;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// How long the data of old versions lives, of all tables that say nothing themselves: until either
/// is exceeded.
///
/// @param days empty for the standard
/// @param megabytes of 2^20 bytes, which objects take up that no branch or tag needs for its newest
///   rows; empty for any number
public record RetentionSetting(OptionalInt days, OptionalLong megabytes) {
  /// How many days when nothing is said.
  static final int STANDARD_DAYS = 90;

  public static final RetentionSetting NONE =
      new RetentionSetting(OptionalInt.empty(), OptionalLong.empty());

  public RetentionSetting withDays(int days) {
    return new RetentionSetting(OptionalInt.of(days), megabytes);
  }

  public RetentionSetting withMegabytes(long megabytes) {
    return new RetentionSetting(days, OptionalLong.of(megabytes));
  }

  int effectiveDays() {
    return days.orElse(STANDARD_DAYS);
  }

  OptionalLong bytes() {
    return megabytes.isPresent()
        ? OptionalLong.of(Math.min(megabytes.getAsLong(), Long.MAX_VALUE >> 20) << 20)
        : OptionalLong.empty();
  }

  @Override
  public String toString() {
    String text = effectiveDays() + (effectiveDays() == 1 ? " day" : " days");
    return megabytes.isPresent() ? text + ", " + megabytes.getAsLong() + " MB" : text;
  }
}
