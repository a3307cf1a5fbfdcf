package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.CHUNK_BYTES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/// A message in pieces, hashed in Java. Small pieces are gathered until they fill the lanes of the
/// kernel; what is gathered stays until more comes, or the end.
final class JavaBlake3Hasher implements Blake3Hasher {
  private static final int GATHERED_AT_MOST = 64 * CHUNK_BYTES;

  private final JavaTree tree = new JavaTree();
  private byte[] gathered = new byte[CHUNK_BYTES];
  private int held;

  @Override
  public void update(byte[] input, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, input.length);
    update(MemorySegment.ofArray(input).asSlice(offset, length));
  }

  @Override
  public void update(MemorySegment input) {
    long size = input.byteSize();
    long at = 0;
    int room = GATHERED_AT_MOST - held;
    if (held > 0 && size > room) {
      gather(input, 0, room);
      at = room;
      tree.add(MemorySegment.ofArray(gathered), 0, GATHERED_AT_MOST);
      held = 0;
    }
    while (size - at > GATHERED_AT_MOST) {
      int next = tree.next(size - at);
      tree.add(input, at, next);
      at += next;
    }
    gather(input, at, (int) (size - at));
  }

  @Override
  public void finish(byte[] out, int outOffset) {
    Objects.checkFromIndexSize(outOffset, Blake3.HASH_BYTES, out.length);
    tree.finish(MemorySegment.ofArray(gathered), 0, held, out, outOffset);
    held = 0;
  }

  private void gather(MemorySegment input, long offset, int length) {
    if (held + length > gathered.length) {
      int size = Math.max(2 * gathered.length, held + length);
      gathered = Arrays.copyOf(gathered, Math.min(size, GATHERED_AT_MOST));
    }
    MemorySegment.copy(input, offset, MemorySegment.ofArray(gathered), held, length);
    held += length;
  }
}
