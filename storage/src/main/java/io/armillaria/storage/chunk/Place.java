package io.armillaria.storage.chunk;

/// Where an object lies, as one long: bit 63 says that its bytes have been verified in this
/// process, 31 bits are the pack, 32 bits the offset of the entry in units of 64 bytes.
final class Place {
  static final long VERIFIED = Long.MIN_VALUE;

  private static final int UNIT_BITS = 6;
  private static final long UNITS_MASK = 0xffff_ffffL;

  private Place() {}

  /// Never 0, because the pack's header lies at offset 0.
  static long of(int pack, long offset) {
    return (long) pack << 32 | offset >>> UNIT_BITS;
  }

  static int pack(long place) {
    return (int) (place >>> 32) & Integer.MAX_VALUE;
  }

  static long offset(long place) {
    return (place & UNITS_MASK) << UNIT_BITS;
  }

  static boolean isVerified(long place) {
    return place < 0;
  }
}
