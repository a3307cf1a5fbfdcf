package io.armillaria.execution.batch;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

final class GrowingLongs extends GrowingColumn {
  private long[] values = new long[0];

  @Override
  GrowingColumn empty() {
    return new GrowingLongs();
  }

  @Override
  public ColumnVector vector() {
    return new LongVector(values, nulls());
  }

  @Override
  int width() {
    return Long.BYTES;
  }

  @Override
  void resize(int size) {
    values = Arrays.copyOf(values, size);
  }

  @Override
  void write(ColumnVector source, int[] selection, int count, int at) {
    long[] from = ((LongVector) source).values();
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
    values[at] = ((LongVector) source).values()[row];
  }

  @Override
  void copyRange(GrowingColumn source, int from, int count, int at, int base) {
    System.arraycopy(((GrowingLongs) source).values, from, values, at, count);
  }
}
