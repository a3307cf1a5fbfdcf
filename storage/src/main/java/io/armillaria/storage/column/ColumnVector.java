package io.armillaria.storage.column;

/// The values of one column for some consecutive rows, on the heap: the form in which columns are
/// written, read and computed with.
///
/// A vector is a view of arrays that its producer may use again for its next batch. The arrays may
/// be longer than the rows in use. `nulls` is null when no row is NULL; the value at a NULL row is
/// unspecified, but harmless: 0, or a length of 0.
public sealed interface ColumnVector permits LongVector, DoubleVector, Int128Vector, BytesVector {
  /// One flag a row, true where the row is NULL; or null when none is.
  boolean[] nulls();

  default boolean isNull(int row) {
    boolean[] nulls = nulls();
    return nulls != null && nulls[row];
  }
}
