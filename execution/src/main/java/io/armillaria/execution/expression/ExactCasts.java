package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigInteger;

/// Casts between exact numeric types.
final class ExactCasts {
  private ExactCasts() {}

  static Evaluator of(Evaluator operand, DataType from, DataType to) {
    int shift = Numbers.scale(to) - Numbers.scale(from);
    boolean fromLong = from.layout() == DataType.Layout.LONG;
    boolean grows = shift >= 0;
    BigInteger bound =
        grows ? Numbers.magnitude(from).multiply(Numbers.power(shift)) : BigInteger.ZERO;
    if (grows && fromLong && bound.compareTo(Numbers.maximum(to)) <= 0) {
      if (to.layout() == DataType.Layout.LONG) {
        return shift == 0 ? operand : new Scaled(operand, Numbers.power(shift).longValueExact());
      }
      if (bound.bitLength() < Long.SIZE) {
        long factor = shift == 0 ? 1 : Numbers.power(shift).longValueExact();
        return new Widened(factor == 1 ? operand : new Scaled(operand, factor));
      }
    }
    return ExactResults.of(
        new Evaluator[] {operand},
        to,
        (in, i) ->
            Numbers.checked(
                Numbers.rescale(Numbers.at(in[0], i), Numbers.scale(from), Numbers.scale(to)), to));
  }

  /// Longs times a constant, without overflow.
  private static final class Scaled implements Evaluator {
    private final Evaluator operand;
    private final long factor;
    private final long[] values = new long[Batch.CAPACITY];

    Scaled(Evaluator operand, long factor) {
      this.operand = operand;
      this.factor = factor;
    }

    @Override
    public ColumnVector evaluate(Batch batch) {
      LongVector input = (LongVector) operand.evaluate(batch);
      long[] from = input.values();
      for (int i = 0; i < batch.rows(); i++) {
        values[i] = from[i] * factor;
      }
      return new LongVector(values, input.nulls());
    }

    @Override
    public boolean fallible() {
      return operand.fallible();
    }
  }

  /// Longs as 128-bit numbers.
  private static final class Widened implements Evaluator {
    private final Evaluator operand;
    private final long[] high = new long[Batch.CAPACITY];

    Widened(Evaluator operand) {
      this.operand = operand;
    }

    @Override
    public ColumnVector evaluate(Batch batch) {
      LongVector input = (LongVector) operand.evaluate(batch);
      for (int i = 0; i < batch.rows(); i++) {
        high[i] = input.values()[i] >> 63;
      }
      return new Int128Vector(high, input.values(), input.nulls());
    }

    @Override
    public boolean fallible() {
      return operand.fallible();
    }
  }
}
