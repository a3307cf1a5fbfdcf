package io.armillaria.storage.column;

/// A fast hash of byte strings for tables that live as long as one call; it is never stored. Its
/// upper bits are the best.
final class BytesHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final long FINAL_MULTIPLIER = 0x94D049BB133111EBL;

  private BytesHash() {}

  static long of(byte[] data, int start, int length) {
    long hash = length * MULTIPLIER;
    int at = start;
    int end = start + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash, (long) ByteSink.LONG.get(data, at));
    }
    if (at < end) {
      long tail = 0;
      for (int shift = 0; at < end; at++, shift += 8) {
        tail |= (data[at] & 0xFFL) << shift;
      }
      hash = mix(hash, tail);
    }
    return (hash ^ hash >>> 29) * FINAL_MULTIPLIER;
  }

  private static long mix(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ product >>> 32;
  }

  /// Whether two strings of one array, both of that length, are equal.
  static boolean same(byte[] data, int left, int right, int length) {
    int whole = length & -Long.BYTES;
    for (int i = 0; i < whole; i += Long.BYTES) {
      if ((long) ByteSink.LONG.get(data, left + i) != (long) ByteSink.LONG.get(data, right + i)) {
        return false;
      }
    }
    for (int i = whole; i < length; i++) {
      if (data[left + i] != data[right + i]) {
        return false;
      }
    }
    return true;
  }
}
