package io.armillaria.tck;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;

/// One Java type for each kind of SQL value: Boolean, BigDecimal (every exact number), Double
/// (every approximate one), String, LocalDate, LocalTime, LocalDateTime, Instant, [Bytes]. Values
/// of two kinds are never equal.
final class Values {
  /// A binary string that has an order and a text.
  record Bytes(String hex) implements Comparable<Bytes> {
    @Override
    public int compareTo(Bytes other) {
      return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
      return "X'" + hex + "'";
    }
  }

  private Values() {}

  static Object normal(Object value, boolean padded) throws SQLException {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case Byte number -> BigDecimal.valueOf(number);
      case Short number -> BigDecimal.valueOf(number);
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case BigInteger number -> new BigDecimal(number);
      case BigDecimal number -> number;
      case Float number -> Double.valueOf(number.toString());
      case Double number -> number;
      case String text -> padded ? text.stripTrailing() : text;
      case Clob text -> text.getSubString(1, Math.toIntExact(text.length()));
      case LocalDate date -> date;
      case LocalTime time -> time;
      case LocalDateTime timestamp -> timestamp;
      case OffsetDateTime timestamp -> timestamp.toInstant();
      case byte[] bytes -> new Bytes(HexFormat.of().formatHex(bytes));
      case Blob blob ->
          new Bytes(HexFormat.of().formatHex(blob.getBytes(1, Math.toIntExact(blob.length()))));
      default ->
          throw new IllegalArgumentException(
              "No kind of SQL value for " + value.getClass().getName() + " " + value);
    };
  }

  static String text(Object value) {
    return switch (value) {
      case null -> "NULL";
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  /// A total order over all values: by kind, then by value; null is last. Exact and approximate
  /// numbers are one kind here.
  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(Object left, Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return a instanceof BigDecimal x && b instanceof BigDecimal y
          ? x.compareTo(y)
          : Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    }
    if (left instanceof String a && right instanceof String b) {
      return Arrays.compareUnsigned(
          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
    return left.getClass() == right.getClass()
        ? ((Comparable) left).compareTo(right)
        : left.getClass().getName().compareTo(right.getClass().getName());
  }
}
