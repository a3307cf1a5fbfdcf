package io.armillaria.storage.column;

/// Values of layout INT128: two's complement, the upper 64 bits in `high`, the lower in `low`.
///
/// @param narrow whether every value is known to fit a long, also those of rows that do not count
public record Int128Vector(long[] high, long[] low, boolean[] nulls, boolean narrow)
    implements ColumnVector {
  public Int128Vector(long[] high, long[] low, boolean[] nulls) {
    this(high, low, nulls, false);
  }
}
