package io.armillaria.storage.table;

/// Says of most keys that a run does not have that it does not have them: a Bloom filter in blocks
/// of 64 bits, 16 to 32 bits a key, 6 of them set. About 1 in 100 keys passes that is not there.
final class KeyFilter {
  private final long[] words;

  KeyFilter(int keys) {
    words = new long[Math.max(1, Integer.highestOneBit(Math.max(1, keys)) / 2)];
  }

  void add(byte[] key) {
    long hash = hash(key);
    words[(int) (hash >>> 36) & (words.length - 1)] |= bits(hash);
  }

  boolean mayHave(byte[] key) {
    long hash = hash(key);
    long bits = bits(hash);
    return (words[(int) (hash >>> 36) & (words.length - 1)] & bits) == bits;
  }

  private static long bits(long hash) {
    long bits = 0;
    for (int shift = 0; shift < 36; shift += 6) {
      bits |= 1L << (hash >>> shift);
    }
    return bits;
  }

  /// FNV-1a with the finalizer of MurmurHash3.
  private static long hash(byte[] key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
