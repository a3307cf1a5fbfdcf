package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigInteger;
import java.util.Arrays;

/// The same value for every row: a Long, Double, BigInteger or byte[], or null for NULL.
final class Constant implements Evaluator {
  private final Object value;
  private final DataType.Layout layout;
  private ColumnVector vector;

  Constant(Object value, DataType.Layout layout) {
    this.value = value;
    this.layout = layout;
  }

  Object value() {
    return value;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    if (vector == null) {
      vector = fill(value, layout, Batch.CAPACITY);
    }
    return vector;
  }

  @Override
  public boolean fallible() {
    return false;
  }

  static ColumnVector fill(Object value, DataType.Layout layout, int rows) {
    boolean[] nulls = null;
    if (value == null) {
      nulls = new boolean[rows];
      Arrays.fill(nulls, true);
    }
    return switch (layout) {
      case LONG -> {
        long[] values = new long[rows];
        Arrays.fill(values, value == null ? 0 : (Long) value);
        yield new LongVector(values, nulls);
      }
      case DOUBLE -> {
        double[] values = new double[rows];
        Arrays.fill(values, value == null ? 0 : (Double) value);
        yield new DoubleVector(values, nulls);
      }
      case INT128 -> {
        BigInteger number = value == null ? BigInteger.ZERO : (BigInteger) value;
        long[] high = new long[rows];
        long[] low = new long[rows];
        Arrays.fill(high, number.shiftRight(64).longValue());
        Arrays.fill(low, number.longValue());
        yield new Int128Vector(high, low, nulls);
      }
      case BYTES -> {
        byte[] data = value == null ? new byte[0] : (byte[]) value;
        int[] lengths = new int[rows];
        Arrays.fill(lengths, data.length);
        yield new BytesVector(data, new int[rows], lengths, nulls);
      }
    };
  }
}
