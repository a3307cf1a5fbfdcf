package io.armillaria.storage.column;

/// Values of layout INT128: two's complement, the upper 64 bits in `high`, the lower in `low`.
public record Int128Vector(long[] high, long[] low, boolean[] nulls) implements ColumnVector {}
