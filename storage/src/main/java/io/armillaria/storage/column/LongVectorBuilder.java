package io.armillaria.storage.column;

import java.util.Arrays;

/// Collects values of layout LONG.
public final class LongVectorBuilder implements VectorBuilder {
  private long[] values;
  private final NullFlags nulls = new NullFlags();
  private int rows;

  /// How many rows the last vector had that was handed over: likely what the next one needs.
  private int lastRows;

  LongVectorBuilder(int capacity) {
    values = new long[Math.max(8, capacity)];
  }

  @Override
  public int rows() {
    return rows;
  }

  public void append(long value) {
    ensure(1);
    values[rows++] = value;
  }

  @Override
  public void appendNull() {
    ensure(1);
    nulls.set(rows, values.length);
    values[rows++] = 0;
  }

  @Override
  public void appendDefault(Object physicalValue) {
    if (physicalValue == null) {
      appendNull();
    } else {
      append((Long) physicalValue);
    }
  }

  @Override
  public void appendRange(ColumnVector source, int from, int count) {
    LongVector vector = (LongVector) source;
    ensure(count);
    System.arraycopy(vector.values(), from, values, rows, count);
    nulls.copy(vector.nulls(), from, count, rows, values.length);
    rows += count;
  }

  @Override
  public LongVector view() {
    return new LongVector(values, nulls.view(values.length));
  }

  @Override
  public LongVector build() {
    LongVector vector = new LongVector(values, nulls.take(values.length));
    lastRows = rows;
    values = new long[8];
    rows = 0;
    return vector;
  }

  private void ensure(int more) {
    if (rows + more > values.length) {
      values = Arrays.copyOf(values, Math.max(lastRows, Math.max(2 * values.length, rows + more)));
    }
  }
}
