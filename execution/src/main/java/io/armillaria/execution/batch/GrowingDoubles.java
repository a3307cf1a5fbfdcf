package io.armillaria.execution.batch;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import java.util.Arrays;

final class GrowingDoubles extends GrowingColumn {
  private double[] values = new double[0];

  @Override
  GrowingColumn empty() {
    return new GrowingDoubles();
  }

  @Override
  public ColumnVector vector() {
    return new DoubleVector(values, nulls());
  }

  @Override
  int width() {
    return Double.BYTES;
  }

  @Override
  void resize(int size) {
    values = Arrays.copyOf(values, size);
  }

  @Override
  void write(ColumnVector source, int[] selection, int count, int at) {
    double[] from = ((DoubleVector) source).values();
    if (selection == null) {
      System.arraycopy(from, 0, values, at, count);
    } else {
      for (int i = 0; i < count; i++) {
        values[at + i] = from[selection[i]];
      }
    }
  }

  @Override
  void writeOne(ColumnVector source, int row, int at) {
    values[at] = ((DoubleVector) source).values()[row];
  }

  @Override
  void copyRange(GrowingColumn source, int from, int count, int at, int base) {
    System.arraycopy(((GrowingDoubles) source).values, from, values, at, count);
  }
}
