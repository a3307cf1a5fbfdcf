package io.armillaria.storage.column;

import io.armillaria.storage.type.Int128Math;
import java.math.BigInteger;
import java.util.Arrays;

/// Collects values of layout INT128.
public final class Int128VectorBuilder implements VectorBuilder {
  private long[] high;
  private long[] low;
  private final NullFlags nulls = new NullFlags();
  private int rows;

  Int128VectorBuilder(int capacity) {
    high = new long[Math.max(8, capacity)];
    low = new long[high.length];
  }

  @Override
  public int rows() {
    return rows;
  }

  public void append(long upper, long lower) {
    ensure(1);
    high[rows] = upper;
    low[rows++] = lower;
  }

  @Override
  public void appendNull() {
    ensure(1);
    nulls.set(rows, high.length);
    append(0, 0);
  }

  @Override
  public void appendDefault(Object physicalValue) {
    if (physicalValue == null) {
      appendNull();
    } else {
      BigInteger number = (BigInteger) physicalValue;
      append(Int128Math.high(number), Int128Math.low(number));
    }
  }

  @Override
  public void appendRange(ColumnVector source, int from, int count) {
    Int128Vector vector = (Int128Vector) source;
    ensure(count);
    System.arraycopy(vector.high(), from, high, rows, count);
    System.arraycopy(vector.low(), from, low, rows, count);
    nulls.copy(vector.nulls(), from, count, rows, high.length);
    rows += count;
  }

  @Override
  public Int128Vector view() {
    return new Int128Vector(high, low, nulls.view(high.length));
  }

  @Override
  public Int128Vector build() {
    Int128Vector vector = new Int128Vector(high, low, nulls.take(high.length));
    high = new long[8];
    low = new long[8];
    rows = 0;
    return vector;
  }

  private void ensure(int more) {
    if (rows + more > high.length) {
      int capacity = Math.max(2 * high.length, rows + more);
      high = Arrays.copyOf(high, capacity);
      low = Arrays.copyOf(low, capacity);
    }
  }
}
