package io.armillaria.execution.operator;

/// The hashes that have certain bits: what remains of all hashes after parting by some bits, then
/// by others below them, level by level. Bits that slots and chains of hash tables are chosen by
/// are not used.
record HashRange(long mask, long value) {
  static final HashRange ALL = new HashRange(0, 0);

  /// The five bits above tell chains apart in a [JoinTable].
  private static final int TOP = 59;

  /// The bits below choose slots.
  private static final int BOTTOM = 32;

  boolean contains(long hash) {
    return (hash & mask) == value;
  }

  /// Part number `part` of 2^`bits` of this range, at a level counted from 0.
  HashRange part(int level, int bits, int part) {
    int shift = shift(level, bits);
    return new HashRange(mask | (((1L << bits) - 1) << shift), value | ((long) part << shift));
  }

  /// How many levels there are.
  static int levels(int bits) {
    return (TOP - BOTTOM) / bits;
  }

  /// The number of the part that a hash belongs to is in the bits from this one on.
  static int shift(int level, int bits) {
    return TOP - (level + 1) * bits;
  }
}
