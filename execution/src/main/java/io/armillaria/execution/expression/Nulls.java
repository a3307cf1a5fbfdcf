package io.armillaria.execution.expression;

import io.armillaria.storage.column.ColumnVector;

/// Combines null flags; null stands for "no row is NULL".
final class Nulls {
  private Nulls() {}

  /// Flags of the rows that are NULL in `a` or `b`; uses `scratch` when both have some.
  static boolean[] either(boolean[] a, boolean[] b, boolean[] scratch, int rows) {
    if (a == null || a == b) {
      return b;
    }
    if (b == null) {
      return a;
    }
    for (int i = 0; i < rows; i++) {
      boolean flag = a[i];
      flag |= b[i];
      scratch[i] = flag;
    }
    return scratch;
  }

  static boolean[] any(ColumnVector[] vectors, boolean[] scratch, int rows) {
    boolean[] flags = null;
    for (ColumnVector vector : vectors) {
      flags = either(flags, vector.nulls(), scratch, rows);
    }
    return flags;
  }
}
