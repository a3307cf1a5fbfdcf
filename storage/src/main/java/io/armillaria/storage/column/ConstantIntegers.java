package io.armillaria.storage.column;

import java.util.Arrays;

/// CONSTANT: every number is the base; nothing follows the header.
record ConstantIntegers(int count, long end, long base) implements Integers {
  @Override
  public long get(int row) {
    return base;
  }

  @Override
  public void read(int from, int rows, long[] values, int at) {
    Arrays.fill(values, at, at + rows, base);
  }

  @Override
  public void read(int from, int rows, int[] values, int at) {
    Arrays.fill(values, at, at + rows, (int) base);
  }
}
