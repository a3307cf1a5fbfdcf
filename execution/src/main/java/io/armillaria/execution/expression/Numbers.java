package io.armillaria.execution.expression;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// The ranges of the exact numeric types, and values of any of them as BigInteger.
final class Numbers {
  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger[] POWERS = new BigInteger[77];

  static {
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power = power.multiply(BigInteger.TEN);
    }
  }

  private Numbers() {}

  /// 10 to the power of `exponent`, from 0 to 76.
  static BigInteger power(int exponent) {
    return POWERS[exponent];
  }

  static boolean exact(DataType type) {
    return type instanceof Decimal || whole(type);
  }

  static boolean whole(DataType type) {
    return type == Plain.SMALLINT || type == Plain.INTEGER || type == Plain.BIGINT;
  }

  static int scale(DataType type) {
    return type instanceof Decimal decimal ? decimal.scale() : 0;
  }

  /// The greatest unscaled value of an exact type.
  static BigInteger maximum(DataType type) {
    if (type instanceof Decimal decimal) {
      return power(decimal.precision()).subtract(BigInteger.ONE);
    }
    return BigInteger.valueOf(
        switch ((Plain) type) {
          case SMALLINT -> Short.MAX_VALUE;
          case INTEGER -> Integer.MAX_VALUE;
          case BIGINT -> Long.MAX_VALUE;
          case BOOLEAN, REAL, DOUBLE, DATE -> throw new IllegalArgumentException(type.sql());
        });
  }

  /// The least unscaled value of an exact type.
  static BigInteger minimum(DataType type) {
    BigInteger negated = maximum(type).negate();
    return type instanceof Decimal ? negated : negated.subtract(BigInteger.ONE);
  }

  /// The greatest magnitude of an unscaled value of an exact type.
  static BigInteger magnitude(DataType type) {
    return minimum(type).negate();
  }

  static BigInteger at(ColumnVector vector, int row) {
    if (vector instanceof LongVector longs) {
      return BigInteger.valueOf(longs.values()[row]);
    }
    Int128Vector wide = (Int128Vector) vector;
    return join(wide.high()[row], wide.low()[row]);
  }

  static BigInteger join(long high, long low) {
    return BigInteger.valueOf(high).shiftLeft(64).or(BigInteger.valueOf(low).and(MASK));
  }

  static double doubleAt(ColumnVector vector, int row) {
    return ((DoubleVector) vector).values()[row];
  }

  static long longAt(ColumnVector vector, int row) {
    return ((LongVector) vector).values()[row];
  }

  /// `unscaled / divisor`, half away from zero.
  static BigInteger divideRounded(BigInteger unscaled, BigInteger divisor) {
    BigInteger[] parts = unscaled.divideAndRemainder(divisor);
    boolean up = parts[1].abs().shiftLeft(1).compareTo(divisor.abs()) >= 0;
    if (!up) {
      return parts[0];
    }
    return parts[0].add(BigInteger.valueOf((long) unscaled.signum() * divisor.signum()));
  }

  /// An unscaled value at another scale, half away from zero.
  static BigInteger rescale(BigInteger unscaled, int from, int to) {
    return to >= from
        ? unscaled.multiply(power(to - from))
        : divideRounded(unscaled, power(from - to));
  }

  /// `unscaled`, when it is in the range of the type.
  static BigInteger checked(BigInteger unscaled, DataType type) {
    if (unscaled.compareTo(maximum(type)) > 0 || unscaled.compareTo(minimum(type)) < 0) {
      throw overflow(new BigDecimal(unscaled, scale(type)), type);
    }
    return unscaled;
  }

  /// A finite double as an exact number of that type, half away from zero.
  static BigInteger fromDouble(double value, DataType type) {
    if (!Double.isFinite(value)) {
      throw overflow(Double.toString(value), type);
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded =
        type instanceof Decimal decimal && decimal.scale() > 0
            ? BigDecimal.valueOf(value).setScale(decimal.scale(), RoundingMode.HALF_UP)
            : exact.setScale(0, RoundingMode.HALF_UP);
    if (rounded.precision() > 60) {
      throw overflow(Double.toString(value), type);
    }
    return checked(rounded.unscaledValue(), type);
  }

  static DatabaseException overflow(BigDecimal value, DataType type) {
    return overflow(value.toPlainString(), type);
  }

  static DatabaseException overflow(String value, DataType type) {
    return new Failure.NumericOverflow(
            "The number " + value + " is out of range for " + type.sql() + ".")
        .raise();
  }

  static DatabaseException zeroDivisor() {
    return new Failure.DivisionByZero().raise();
  }

  /// `value` as REAL or DOUBLE, when it is in range although its operands were finite.
  static double finite(double value, DataType type) {
    double result = type == Plain.REAL ? (float) value : value;
    if (Double.isInfinite(result)) {
      throw overflow(Double.toString(value), type);
    }
    return result;
  }
}
