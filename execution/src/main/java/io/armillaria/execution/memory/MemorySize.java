package io.armillaria.execution.memory;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers of bytes as people write them: 512MB, 2GB. A unit is 1,024 of the next smaller one.
public final class MemorySize {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s*([KMGT]?)B?");
  private static final String UNITS = "KMGT";

  private MemorySize() {}

  /// Empty when the text is no size, or one of more than 2^63 - 1 bytes.
  public static OptionalLong parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    int shift = matcher.group(2).isEmpty() ? 0 : 10 * (1 + UNITS.indexOf(matcher.group(2)));
    return number > Long.MAX_VALUE >> shift
        ? OptionalLong.empty()
        : OptionalLong.of(number << shift);
  }

  /// Bytes rounded to a unit, such as 1.5MB.
  public static String text(long bytes) {
    int unit = -1;
    double value = bytes;
    while (value >= 1024 && unit < UNITS.length() - 1) {
      value /= 1024;
      unit++;
    }
    if (unit < 0) {
      return bytes + " bytes";
    }
    String number = String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + UNITS.charAt(unit)
        + "B";
  }
}
