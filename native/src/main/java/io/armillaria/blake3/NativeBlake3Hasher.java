package io.armillaria.blake3;

import static io.armillaria.blake3.NativeLibrary.CRITICAL_BYTES;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A message in pieces, hashed in C. Its state is native memory, so two threads at once would
/// damage more than a hash: hence the locks, although a hasher is for one thread.
final class NativeBlake3Hasher implements Blake3Hasher {
  private final NativeLibrary library;
  private final Instructions instructions;
  private final MemorySegment state;

  /// @param arena owns the state
  NativeBlake3Hasher(NativeLibrary library, Instructions instructions, Arena arena) {
    this.library = library;
    this.instructions = instructions;
    this.state = arena.allocate(library.stateBytes(), Long.BYTES);
  }

  @Override
  public void update(byte[] input, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, input.length);
    update(MemorySegment.ofArray(input).asSlice(offset, length));
  }

  @Override
  public synchronized void update(MemorySegment input) {
    if (input.isNative()) {
      library.hash(instructions, state, input, MemorySegment.NULL);
      return;
    }
    long size = input.byteSize();
    for (long at = 0; at < size; at += CRITICAL_BYTES) {
      MemorySegment piece = input.asSlice(at, Math.min(CRITICAL_BYTES, size - at));
      library.hashCritical(instructions, state, piece, MemorySegment.NULL);
    }
  }

  @Override
  public void finish(byte[] out, int outOffset) {
    finish(MemorySegment.ofArray(out).asSlice(outOffset, Blake3.HASH_BYTES));
  }

  synchronized void finish(MemorySegment hash) {
    library.hashCritical(instructions, state, MemorySegment.NULL, hash);
  }
}
