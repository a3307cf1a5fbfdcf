package io.armillaria.storage.column;

/// A fast hash of byte strings for tables that live as long as one call; it is never stored.
final class BytesHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

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
    return hash ^ hash >>> 32;
  }

  private static long mix(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ product >>> 29;
  }
}
