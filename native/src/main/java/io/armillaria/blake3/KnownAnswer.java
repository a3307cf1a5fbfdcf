package io.armillaria.blake3;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;

/// The self-test that a native library must pass before anything relies on it. Its lengths take
/// every path of every kernel: one node by itself, full and idle lanes, ragged ends, a tree of
/// several segments, many messages together, a message in pieces.
final class KnownAnswer {
  static final int[] LENGTHS = {
    0, 1, 63, 64, 65, 1023, 1024, 1025, 2048, 3073, 4096, 5121, 8192, 9217, 16384, 17000, 33000,
    300_001
  };

  /// The hash of the hashes of the first [#LENGTHS] bytes of 0, 1 ... 250, 0, 1 ...
  static final String EXPECTED = "713b686310338fc5a1fccd8b67ad44519e20887b2a44e02d1c96dff964a21b69";

  private KnownAnswer() {}

  /// @throws NativeUnavailableException if a hash is wrong
  static void check(Blake3 blake3) {
    byte[] input = input();
    expect(blake3.name(), "one by one", summary(blake3, oneByOne(blake3, input)));
    expect(blake3.name(), "together", summary(blake3, together(blake3, input)));
    expect(blake3.name(), "in pieces", summary(blake3, inPieces(blake3, input)));
  }

  private static byte[] oneByOne(Blake3 blake3, byte[] input) {
    byte[] hashes = new byte[LENGTHS.length * Blake3.HASH_BYTES];
    for (int i = 0; i < LENGTHS.length; i++) {
      blake3.hash(input, 0, LENGTHS[i], hashes, i * Blake3.HASH_BYTES);
    }
    return hashes;
  }

  private static byte[] together(Blake3 blake3, byte[] input) {
    byte[] hashes = new byte[LENGTHS.length * Blake3.HASH_BYTES];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment base = arena.allocate(input.length);
      base.copyFrom(MemorySegment.ofArray(input));
      long[] lengths = Arrays.stream(LENGTHS).asLongStream().toArray();
      blake3.hashMany(base, new long[LENGTHS.length], lengths, hashes);
    }
    return hashes;
  }

  private static byte[] inPieces(Blake3 blake3, byte[] input) {
    byte[] hashes = new byte[LENGTHS.length * Blake3.HASH_BYTES];
    Blake3Hasher hasher = blake3.newHasher();
    for (int i = 0; i < LENGTHS.length; i++) {
      int first = LENGTHS[i] / 3;
      hasher.update(input, 0, first);
      hasher.update(input, first, LENGTHS[i] - first);
      hasher.finish(hashes, i * Blake3.HASH_BYTES);
    }
    return hashes;
  }

  private static byte[] summary(Blake3 blake3, byte[] hashes) {
    byte[] summary = new byte[Blake3.HASH_BYTES];
    blake3.hash(hashes, 0, hashes.length, summary, 0);
    return summary;
  }

  static void expect(String name, String how, byte[] summary) {
    String found = HexFormat.of().formatHex(summary);
    if (!found.equals(EXPECTED)) {
      throw new NativeUnavailableException(
          "The self-test of "
              + name
              + ", messages "
              + how
              + ", gives "
              + found
              + " instead of "
              + EXPECTED);
    }
  }

  /// Doubled by copying: a loop over the bytes would cost milliseconds in a cold process.
  static byte[] input() {
    byte[] input = new byte[LENGTHS[LENGTHS.length - 1]];
    for (int i = 0; i < 251; i++) {
      input[i] = (byte) i;
    }
    for (int done = 251; done < input.length; done *= 2) {
      System.arraycopy(input, 0, input, done, Math.min(done, input.length - done));
    }
    return input;
  }
}
