package io.armillaria.sql.session;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Collects the values of one column into a vector, row by row.
final class ColumnBuilder {
  private final DataType.Layout layout;
  private boolean[] nulls;
  private boolean hasNulls;
  private long[] longs = {};
  private long[] lows = {};
  private double[] doubles = {};
  private int[] starts = {};
  private int[] lengths = {};
  private byte[] bytes = {};
  private int byteCount;
  private int rows;

  ColumnBuilder(DataType type, int capacity) {
    layout = type.layout();
    nulls = new boolean[capacity];
    resize(capacity);
  }

  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
    byteCount = 0;
    if (hasNulls) {
      Arrays.fill(nulls, false);
    }
    hasNulls = false;
  }

  /// A value by the layout, text also as a String; null for NULL.
  void append(Object value) {
    switch (value) {
      case null -> appendNull();
      case Long number -> appendLong(number);
      case Double number -> appendDouble(number);
      case BigInteger number -> appendInt128(number);
      case byte[] data -> appendBytes(data, 0, data.length);
      case String text -> {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        appendBytes(data, 0, data.length);
      }
      default -> throw new IllegalArgumentException("value of " + value.getClass());
    }
  }

  void appendNull() {
    int row = grow();
    nulls[row] = true;
    hasNulls = true;
    switch (layout) {
      case LONG -> longs[row] = 0;
      case DOUBLE -> doubles[row] = 0;
      case INT128 -> {
        longs[row] = 0;
        lows[row] = 0;
      }
      case BYTES -> {
        starts[row] = byteCount;
        lengths[row] = 0;
      }
    }
  }

  void appendLong(long value) {
    if (layout != DataType.Layout.LONG) {
      throw new IllegalArgumentException("a long for layout " + layout);
    }
    longs[grow()] = value;
  }

  void appendDouble(double value) {
    if (layout != DataType.Layout.DOUBLE) {
      throw new IllegalArgumentException("a double for layout " + layout);
    }
    doubles[grow()] = value;
  }

  void appendInt128(BigInteger value) {
    if (layout != DataType.Layout.INT128) {
      throw new IllegalArgumentException("a BigInteger for layout " + layout);
    }
    int row = grow();
    longs[row] = value.shiftRight(64).longValue();
    lows[row] = value.longValue();
  }

  void appendBytes(byte[] data, int from, int length) {
    if (layout != DataType.Layout.BYTES) {
      throw new IllegalArgumentException("bytes for layout " + layout);
    }
    int row = grow();
    if (byteCount + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(byteCount + length, bytes.length * 2));
    }
    System.arraycopy(data, from, bytes, byteCount, length);
    starts[row] = byteCount;
    lengths[row] = length;
    byteCount += length;
  }

  /// The rows so far; a view that holds until the next change.
  ColumnVector vector() {
    boolean[] flags = hasNulls ? nulls : null;
    return switch (layout) {
      case LONG -> new LongVector(longs, flags);
      case DOUBLE -> new DoubleVector(doubles, flags);
      case INT128 -> new Int128Vector(longs, lows, flags);
      case BYTES -> new BytesVector(bytes, starts, lengths, flags);
    };
  }

  private int grow() {
    if (rows == nulls.length) {
      resize(Math.max(16, rows * 2));
    }
    return rows++;
  }

  private void resize(int capacity) {
    nulls = Arrays.copyOf(nulls, capacity);
    switch (layout) {
      case LONG -> longs = Arrays.copyOf(longs, capacity);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, capacity);
      case INT128 -> {
        longs = Arrays.copyOf(longs, capacity);
        lows = Arrays.copyOf(lows, capacity);
      }
      case BYTES -> {
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
      }
    }
  }
}
