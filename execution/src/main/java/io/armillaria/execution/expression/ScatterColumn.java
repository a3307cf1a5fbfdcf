package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;

/// A column put together from rows of several others, each at its own place.
final class ScatterColumn {
  private final DataType.Layout layout;
  private final boolean[] nulls = new boolean[Batch.CAPACITY];
  private final long[] longs;
  private final long[] high;
  private final double[] doubles;
  private final int[] starts;
  private final int[] lengths;
  private final ByteSink sink;
  private boolean anyNull;

  ScatterColumn(DataType.Layout layout) {
    this.layout = layout;
    boolean int128 = layout == DataType.Layout.INT128;
    boolean bytes = layout == DataType.Layout.BYTES;
    longs = layout == DataType.Layout.LONG || int128 ? new long[Batch.CAPACITY] : null;
    high = int128 ? new long[Batch.CAPACITY] : null;
    doubles = layout == DataType.Layout.DOUBLE ? new double[Batch.CAPACITY] : null;
    starts = bytes ? new int[Batch.CAPACITY] : null;
    lengths = bytes ? new int[Batch.CAPACITY] : null;
    sink = bytes ? new ByteSink() : null;
  }

  void reset() {
    if (anyNull) {
      Arrays.fill(nulls, false);
      anyNull = false;
    }
    if (sink != null) {
      sink.reset();
    }
  }

  /// Takes the rows `rows[0 .. count)` of `source`.
  void put(ColumnVector source, int[] rows, int count) {
    switch (source) {
      case LongVector v -> {
        for (int k = 0; k < count; k++) {
          longs[rows[k]] = v.values()[rows[k]];
        }
      }
      case DoubleVector v -> {
        for (int k = 0; k < count; k++) {
          doubles[rows[k]] = v.values()[rows[k]];
        }
      }
      case Int128Vector v -> {
        for (int k = 0; k < count; k++) {
          high[rows[k]] = v.high()[rows[k]];
          longs[rows[k]] = v.low()[rows[k]];
        }
      }
      case BytesVector v -> putBytes(v, rows, count);
    }
    if (source.nulls() != null) {
      for (int k = 0; k < count; k++) {
        nulls[rows[k]] = source.nulls()[rows[k]];
      }
      anyNull = true;
    }
  }

  ColumnVector vector() {
    boolean[] flags = anyNull ? nulls : null;
    return switch (layout) {
      case LONG -> new LongVector(longs, flags);
      case DOUBLE -> new DoubleVector(doubles, flags);
      case INT128 -> new Int128Vector(high, longs, flags);
      case BYTES -> new BytesVector(sink.data(), starts, lengths, flags);
    };
  }

  private void putBytes(BytesVector v, int[] rows, int count) {
    for (int k = 0; k < count; k++) {
      int i = rows[k];
      starts[i] = sink.length();
      lengths[i] = 0;
      if (!v.isNull(i)) {
        sink.append(v.data(), v.starts()[i], v.lengths()[i]);
        lengths[i] = v.lengths()[i];
      }
    }
  }
}
