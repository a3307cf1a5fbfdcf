package io.armillaria.storage.chunk;

/// Where an object lies in its pack, as one long: the offset of its entry, and in bit 63 whether
/// its bytes have been verified in this process. Never 0, because the pack's header lies there.
final class Place {
  static final long VERIFIED = Long.MIN_VALUE;

  private Place() {}

  static long offset(long place) {
    return place & ~VERIFIED;
  }

  static boolean isVerified(long place) {
    return place < 0;
  }
}
