package io.armillaria.storage.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Collects values of layout BYTES.
public final class BytesVectorBuilder implements VectorBuilder {
  /// From so many bytes on the array grows by a half.
  private static final int SLOWLY = 1 << 20;

  private int[] starts;
  private int[] lengths;
  private byte[] data = new byte[64];
  private int size;
  private final NullFlags nulls = new NullFlags();
  private int rows;

  /// What was there when the last vector was handed over: likely what the next one needs.
  private int lastRows;

  private int lastSize;

  BytesVectorBuilder(int capacity) {
    starts = new int[Math.max(8, capacity)];
    lengths = new int[starts.length];
  }

  @Override
  public int rows() {
    return rows;
  }

  /// Bytes of all values appended since the last [#build].
  public int size() {
    return size;
  }

  public void append(byte[] source, int start, int length) {
    ensure(1, length);
    System.arraycopy(source, start, data, size, length);
    starts[rows] = size;
    lengths[rows++] = length;
    size += length;
  }

  public void append(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
  }

  @Override
  public void appendNull() {
    ensure(1, 0);
    nulls.set(rows, starts.length);
    starts[rows] = size;
    lengths[rows++] = 0;
  }

  @Override
  public void appendDefault(Object physicalValue) {
    if (physicalValue == null) {
      appendNull();
    } else {
      byte[] bytes = (byte[]) physicalValue;
      append(bytes, 0, bytes.length);
    }
  }

  @Override
  public void appendRange(ColumnVector source, int from, int count) {
    BytesVector vector = (BytesVector) source;
    for (int row = from; row < from + count; row++) {
      if (vector.isNull(row)) {
        appendNull();
      } else {
        append(vector.data(), vector.starts()[row], vector.lengths()[row]);
      }
    }
  }

  @Override
  public BytesVector view() {
    return new BytesVector(data, starts, lengths, nulls.view(starts.length));
  }

  @Override
  public BytesVector build() {
    BytesVector vector = new BytesVector(data, starts, lengths, nulls.take(starts.length));
    lastRows = rows;
    lastSize = size;
    data = new byte[64];
    starts = new int[8];
    lengths = new int[8];
    size = 0;
    rows = 0;
    return vector;
  }

  private void ensure(int moreRows, int moreBytes) {
    if (rows + moreRows > starts.length) {
      int capacity = Math.max(lastRows, Math.max(2 * starts.length, rows + moreRows));
      starts = Arrays.copyOf(starts, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
    int wanted = Math.addExact(size, moreBytes);
    if (wanted > data.length) {
      long grown = data.length < SLOWLY ? 2L * data.length : data.length + data.length / 2L;
      long capacity = Math.max(lastSize + lastSize / 16L, Math.max(grown, wanted));
      data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8L, capacity));
    }
  }
}
