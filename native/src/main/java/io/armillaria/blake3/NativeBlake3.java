package io.armillaria.blake3;

import static io.armillaria.blake3.NativeLibrary.CRITICAL_BYTES;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// BLAKE3 in C, with the kernels of one instruction set.
final class NativeBlake3 implements Blake3 {
  private final NativeLibrary library;
  private final Instructions instructions;

  /// @param instructions must be among those that the library offers on this machine
  NativeBlake3(NativeLibrary library, Instructions instructions) {
    this.library = library;
    this.instructions = instructions;
  }

  @Override
  public String name() {
    return "native " + instructions.label();
  }

  @Override
  public void hash(byte[] input, int offset, int length, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, length, input.length);
    hash(MemorySegment.ofArray(input).asSlice(offset, length), out, outOffset);
  }

  @Override
  public void hash(MemorySegment input, byte[] out, int outOffset) {
    MemorySegment hash = MemorySegment.ofArray(out).asSlice(outOffset, HASH_BYTES);
    if (input.isNative()) {
      hashNative(input, hash);
    } else if (input.byteSize() <= CRITICAL_BYTES) {
      library.hashCritical(instructions, MemorySegment.NULL, input, hash);
    } else {
      hashPieces(input, hash);
    }
  }

  @Override
  public void hashMany(MemorySegment base, long[] offsets, long[] lengths, byte[] out) {
    Messages.check(base, offsets, lengths, out);
    var messages = new NativeMessages(library, instructions, offsets, lengths, out);
    if (base.isNative()) {
      messages.hashNative(base);
    } else {
      messages.hashHeap(base, this);
    }
  }

  @Override
  public Blake3Hasher newHasher() {
    return new NativeBlake3Hasher(library, instructions, Arena.ofAuto());
  }

  private void hashNative(MemorySegment input, MemorySegment hash) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(HASH_BYTES);
      library.hash(instructions, MemorySegment.NULL, input, result);
      hash.copyFrom(result);
    }
  }

  private void hashPieces(MemorySegment input, MemorySegment hash) {
    try (Arena arena = Arena.ofConfined()) {
      var hasher = new NativeBlake3Hasher(library, instructions, arena);
      hasher.update(input);
      hasher.finish(hash);
    }
  }
}
