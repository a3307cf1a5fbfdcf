package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Doubles;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;

/// At most one value of any layout for each group.
final class GroupValues {
  // a reference and an array's header
  private static final int TEXT = 24;

  private final DataType.Layout layout;
  private boolean[] present = new boolean[0];
  private long[] longs = new long[0];
  private long[] high = new long[0];
  private double[] doubles = new double[0];
  private byte[][] bytes = new byte[0][];
  private long textBytes;

  GroupValues(DataType.Layout layout) {
    this.layout = layout;
  }

  void reserve(int count) {
    if (count <= present.length) {
      return;
    }
    int size = Math.max(count, present.length * 2);
    present = Arrays.copyOf(present, size);
    switch (layout) {
      case LONG -> longs = Arrays.copyOf(longs, size);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, size);
      case INT128 -> {
        longs = Arrays.copyOf(longs, size);
        high = Arrays.copyOf(high, size);
      }
      case BYTES -> bytes = Arrays.copyOf(bytes, size);
    }
  }

  boolean present(int group) {
    return present[group];
  }

  /// Bytes at most with so many groups.
  long bytes(int groups) {
    int width =
        switch (layout) {
          case LONG, DOUBLE -> Long.BYTES;
          case INT128 -> 2 * Long.BYTES;
          case BYTES -> TEXT;
        };
    return 2L * (1 + width) * groups + textBytes;
  }

  void set(int group, ColumnVector from, int row) {
    present[group] = true;
    switch (from) {
      case LongVector v -> longs[group] = v.values()[row];
      case DoubleVector v -> doubles[group] = v.values()[row];
      case Int128Vector v -> {
        longs[group] = v.low()[row];
        high[group] = v.high()[row];
      }
      case BytesVector v -> {
        textBytes += v.lengths()[row] - (bytes[group] == null ? 0 : bytes[group].length);
        bytes[group] =
            Arrays.copyOfRange(v.data(), v.starts()[row], v.starts()[row] + v.lengths()[row]);
      }
    }
  }

  void set(int group, long value) {
    present[group] = true;
    longs[group] = value;
  }

  void set(int group, double value) {
    present[group] = true;
    doubles[group] = value;
  }

  void set(int group, long highWord, long lowWord) {
    present[group] = true;
    high[group] = highWord;
    longs[group] = lowWord;
  }

  void set(int group, byte[] value) {
    present[group] = true;
    bytes[group] = value;
  }

  /// Compares a value that is not NULL with that of a group that has one.
  int compare(ColumnVector from, int row, int group) {
    return switch (from) {
      case LongVector v -> Long.compare(v.values()[row], longs[group]);
      case DoubleVector v -> Doubles.compare(v.values()[row], doubles[group]);
      case Int128Vector v -> {
        int order = Long.compare(v.high()[row], high[group]);
        yield order != 0 ? order : Long.compareUnsigned(v.low()[row], longs[group]);
      }
      case BytesVector v -> {
        int start = v.starts()[row];
        byte[] other = bytes[group];
        yield Arrays.compareUnsigned(
            v.data(), start, start + v.lengths()[row], other, 0, other.length);
      }
    };
  }

  /// The values of the first `count` groups; NULL where there is none.
  ColumnVector vector(int count) {
    reserve(count);
    boolean[] nulls = new boolean[count];
    for (int i = 0; i < count; i++) {
      nulls[i] = !present[i];
    }
    return switch (layout) {
      case LONG -> new LongVector(longs, nulls);
      case DOUBLE -> new DoubleVector(doubles, nulls);
      case INT128 -> new Int128Vector(high, longs, nulls);
      case BYTES -> joined(count, nulls);
    };
  }

  private ColumnVector joined(int count, boolean[] nulls) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += present[i] ? bytes[i].length : 0;
    }
    if (total > Integer.MAX_VALUE - 8) {
      throw new Failure.OutOfMemory("The results of an aggregate need " + total + " bytes.")
          .raise();
    }
    byte[] data = new byte[(int) total];
    int[] starts = new int[count];
    int[] lengths = new int[count];
    int used = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = used;
      if (present[i]) {
        lengths[i] = bytes[i].length;
        System.arraycopy(bytes[i], 0, data, used, lengths[i]);
        used += lengths[i];
      }
    }
    return new BytesVector(data, starts, lengths, nulls);
  }
}
