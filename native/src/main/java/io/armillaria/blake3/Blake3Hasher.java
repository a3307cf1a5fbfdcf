package io.armillaria.blake3;

import java.lang.foreign.MemorySegment;

/// Hashes one message that arrives in pieces, then the next one. For one thread at a time. It holds
/// no resource that needs closing.
public sealed interface Blake3Hasher permits JavaBlake3Hasher, NativeBlake3Hasher {

  /// Appends `input[offset .. offset + length)` to the message.
  ///
  /// @throws IndexOutOfBoundsException if the range lies outside the array
  void update(byte[] input, int offset, int length);

  /// Appends the whole segment (heap, native or mapped) to the message.
  void update(MemorySegment input);

  /// Writes the hash of the message to `out[outOffset .. outOffset + 32)` and begins a new, empty
  /// one.
  ///
  /// @throws IndexOutOfBoundsException if `out` has no room for the hash
  void finish(byte[] out, int outOffset);

  /// Appends the whole array to the message.
  default void update(byte[] input) {
    update(input, 0, input.length);
  }

  /// Writes the hash of the message to `out[0 .. 32)` and begins a new, empty one.
  default void finish(byte[] out) {
    finish(out, 0);
  }
}
