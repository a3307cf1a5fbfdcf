package io.armillaria.execution.batch;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;
import java.util.Arrays;

final class GrowingInt128s extends GrowingColumn {
  private long[] high = new long[0];
  private long[] low = new long[0];

  @Override
  GrowingColumn empty() {
    return new GrowingInt128s();
  }

  @Override
  public ColumnVector vector() {
    return new Int128Vector(high, low, nulls());
  }

  @Override
  int width() {
    return 2 * Long.BYTES;
  }

  @Override
  void resize(int size) {
    high = Arrays.copyOf(high, size);
    low = Arrays.copyOf(low, size);
  }

  @Override
  void write(ColumnVector source, int[] selection, int count, int at) {
    Int128Vector from = (Int128Vector) source;
    if (selection == null) {
      System.arraycopy(from.high(), 0, high, at, count);
      System.arraycopy(from.low(), 0, low, at, count);
    } else {
      for (int i = 0; i < count; i++) {
        high[at + i] = from.high()[selection[i]];
        low[at + i] = from.low()[selection[i]];
      }
    }
  }

  @Override
  void writeOne(ColumnVector source, int row, int at) {
    Int128Vector from = (Int128Vector) source;
    high[at] = from.high()[row];
    low[at] = from.low()[row];
  }

  @Override
  void copyRange(GrowingColumn source, int from, int count, int at, int base) {
    GrowingInt128s other = (GrowingInt128s) source;
    System.arraycopy(other.high, from, high, at, count);
    System.arraycopy(other.low, from, low, at, count);
  }
}
