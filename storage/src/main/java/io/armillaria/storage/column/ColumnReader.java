package io.armillaria.storage.column;

/// Decodes one column of one segment into arrays. Immutable and safe for many threads; a call
/// touches only the bytes of the rows asked for, except that the first touch of a chunk in a
/// process verifies it whole.
///
/// `from` is the first row within the segment, `rows` how many, `at` where in the target arrays the
/// first one goes. Exactly one family of methods applies, by the layout of the column's type; the
/// others throw IllegalStateException. Values at NULL rows are written as 0 (or length 0).
public interface ColumnReader {
  ColumnStatistics statistics();

  /// Fills `nulls[at .. at + rows)`; returns false, leaving the array as it is, when no row of the
  /// whole column is NULL.
  boolean readNulls(int from, int rows, boolean[] nulls, int at);

  void readLongs(int from, int rows, long[] values, int at);

  void readDoubles(int from, int rows, double[] values, int at);

  void readInt128s(int from, int rows, long[] high, long[] low, int at);

  /// A vector of `rows` values whose first row is `from`. Its arrays are its own, except `data` and
  /// the dictionary, which it may share with other vectors: nobody writes to them.
  BytesVector readBytes(int from, int rows);

  /// The dictionary that the values come from, or null where they come from none, or it is not
  /// worth decoding for one batch of rows. Its first call decodes it.
  default BytesVector.Dictionary dictionary() {
    return null;
  }

  /// Where there is a [#dictionary], fills `codes[at .. at + rows)` with the rows' entries; the
  /// code of a NULL row is 0 and means nothing.
  default void readCodes(int from, int rows, int[] codes, int at) {
    throw new IllegalStateException("the column has no dictionary");
  }
}
