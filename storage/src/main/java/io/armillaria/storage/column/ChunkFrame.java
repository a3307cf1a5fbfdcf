package io.armillaria.storage.column;

import java.util.Arrays;
import java.util.Objects;

/// What the readers of all encodings share: the chunk's bytes, its header and which rows are NULL.
///
/// @param validity null when no row is NULL or every row is
record ChunkFrame(ChunkBytes bytes, ChunkHeader header, Validity validity) {
  int rows() {
    return header.statistics().rows();
  }

  long values() {
    return header.valuesOffset();
  }

  boolean hasNulls() {
    return header.statistics().nulls() > 0;
  }

  void check(int from, int rows) {
    Objects.checkFromIndexSize(from, rows, rows());
  }

  boolean readNulls(int from, int rows, boolean[] nulls, int at) {
    check(from, rows);
    if (!hasNulls()) {
      return false;
    }
    if (validity == null) {
      Arrays.fill(nulls, at, at + rows, true);
    } else {
      validity.read(from, rows, nulls, at);
    }
    return true;
  }

  /// The NULL flags of some rows, or null when no row of the column is NULL.
  boolean[] nulls(int from, int rows) {
    if (!hasNulls()) {
      return null;
    }
    boolean[] nulls = new boolean[rows];
    readNulls(from, rows, nulls, 0);
    return nulls;
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int rows, long[] values, int at) {
    if (validity != null) {
      validity.mask(from, rows, values, at);
    } else if (hasNulls()) {
      Arrays.fill(values, at, at + rows, 0);
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int rows, double[] values, int at) {
    if (validity != null) {
      validity.mask(from, rows, values, at);
    } else if (hasNulls()) {
      Arrays.fill(values, at, at + rows, 0);
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int rows, int[] values, int at) {
    if (validity != null) {
      validity.mask(from, rows, values, at);
    } else if (hasNulls()) {
      Arrays.fill(values, at, at + rows, 0);
    }
  }
}
