package io.armillaria.storage.column;

import java.util.Arrays;

/// Collects values of layout DOUBLE.
public final class DoubleVectorBuilder implements VectorBuilder {
  private double[] values;
  private final NullFlags nulls = new NullFlags();
  private int rows;

  DoubleVectorBuilder(int capacity) {
    values = new double[Math.max(8, capacity)];
  }

  @Override
  public int rows() {
    return rows;
  }

  public void append(double value) {
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
      append((Double) physicalValue);
    }
  }

  @Override
  public void appendRange(ColumnVector source, int from, int count) {
    DoubleVector vector = (DoubleVector) source;
    ensure(count);
    System.arraycopy(vector.values(), from, values, rows, count);
    nulls.copy(vector.nulls(), from, count, rows, values.length);
    rows += count;
  }

  @Override
  public DoubleVector view() {
    return new DoubleVector(values, nulls.view(values.length));
  }

  @Override
  public DoubleVector build() {
    DoubleVector vector = new DoubleVector(values, nulls.take(values.length));
    values = new double[8];
    rows = 0;
    return vector;
  }

  private void ensure(int more) {
    if (rows + more > values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, rows + more));
    }
  }
}
