package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import java.util.Arrays;

/// The selection that selects all rows, for code that wants one. Not to be changed.
final class Rows {
  private static final int[] ALL = new int[Batch.CAPACITY];

  static {
    Arrays.setAll(ALL, i -> i);
  }

  private Rows() {}

  static int[] all() {
    return ALL;
  }
}
