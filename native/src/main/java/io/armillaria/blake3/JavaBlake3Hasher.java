package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.CHUNK_BYTES;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Collects what does not fill a chunk; the last chunk waits until more comes, or the end.
final class JavaBlake3Hasher implements Blake3Hasher {
  private final JavaTree tree = new JavaTree();
  private final MemorySegment pending = MemorySegment.ofArray(new byte[CHUNK_BYTES]);
  private long held;

  @Override
  public void update(byte[] input, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, input.length);
    update(MemorySegment.ofArray(input).asSlice(offset, length));
  }

  @Override
  public void update(MemorySegment input) {
    long size = input.byteSize();
    long at = 0;
    if (held > 0) {
      at = Math.min(CHUNK_BYTES - held, size);
      hold(input, 0, at);
      if (at == size) {
        return;
      }
      tree.add(pending, 0, CHUNK_BYTES);
      held = 0;
    }
    long whole = Math.max(0, (size - at - 1) / CHUNK_BYTES * CHUNK_BYTES);
    tree.add(input, at, whole);
    hold(input, at + whole, size - at - whole);
  }

  @Override
  public void finish(byte[] out, int outOffset) {
    Objects.checkFromIndexSize(outOffset, Blake3.HASH_BYTES, out.length);
    tree.finish(pending, 0, held, out, outOffset);
    tree.clear();
    held = 0;
  }

  private void hold(MemorySegment input, long offset, long length) {
    MemorySegment.copy(input, offset, pending, held, length);
    held += length;
  }
}
