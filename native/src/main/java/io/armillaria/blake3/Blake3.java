package io.armillaria.blake3;

import java.lang.foreign.MemorySegment;

/// BLAKE3-256 (unkeyed, 32 bytes of output) of memory on or off the heap, one-shot or incremental.
///
/// Instances hold no state: any number of threads may share one. Both implementations give the same
/// hashes; [#name()] says which one answered. Source: "BLAKE3: one function, fast everywhere"
/// (O'Connor, Aumasson, Neves, Wilcox-O'Hearn).
public sealed interface Blake3 permits JavaBlake3, NativeBlake3 {

  /// Bytes of one hash.
  int HASH_BYTES = 32;

  /// The fastest implementation that the system property `armillaria.native` (`auto`, `on` or
  /// `off`; `auto` when absent) admits. Loaded once per mode and process.
  ///
  /// @throws IllegalArgumentException if the property has another value
  /// @throws NativeUnavailableException if it is `on` and the native library cannot be used
  static Blake3 best() {
    return best(NativeMode.configured());
  }

  /// The fastest implementation that `mode` admits.
  ///
  /// @throws NativeUnavailableException if the mode is [NativeMode#ON] and the native library
  ///   cannot be used; the message and the cause say why
  static Blake3 best(NativeMode mode) {
    return Blake3Choice.of(mode);
  }

  /// What runs: `java`, or `native` and the instruction set, as in `native avx512`.
  String name();

  /// Writes the hash of the whole segment to `out[outOffset .. outOffset + 32)`.
  ///
  /// The segment may be a heap array's, native or mapped, of any size; it must stay alive until the
  /// call returns.
  ///
  /// @throws IndexOutOfBoundsException if `out` has no room for the hash
  void hash(MemorySegment input, byte[] out, int outOffset);

  /// Writes the hash of `input[offset .. offset + length)` to `out[outOffset .. outOffset + 32)`.
  ///
  /// @throws IndexOutOfBoundsException if a range lies outside its array
  void hash(byte[] input, int offset, int length, byte[] out, int outOffset);

  /// Hashes many messages at once: message `i` is `base[offsets[i] .. offsets[i] + lengths[i])` and
  /// its hash goes to `out[32 * i .. 32 * i + 32)`. Messages may overlap. Much faster than one call
  /// for each while they are small (up to a few KiB), because they share the vector lanes.
  ///
  /// @throws IllegalArgumentException if there are not as many lengths as offsets
  /// @throws IndexOutOfBoundsException if a message lies outside `base`, or `out` is too short
  void hashMany(MemorySegment base, long[] offsets, long[] lengths, byte[] out);

  /// A hasher for a message that arrives in pieces.
  Blake3Hasher newHasher();
}
