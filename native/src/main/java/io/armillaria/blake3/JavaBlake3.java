package io.armillaria.blake3;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// BLAKE3 in Java.
final class JavaBlake3 implements Blake3 {
  @Override
  public String name() {
    return "java";
  }

  @Override
  public void hash(MemorySegment input, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(outOffset, HASH_BYTES, out.length);
    new JavaTree().finish(input, 0, input.byteSize(), out, outOffset);
  }

  @Override
  public void hash(byte[] input, int offset, int length, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, length, input.length);
    hash(MemorySegment.ofArray(input).asSlice(offset, length), out, outOffset);
  }

  @Override
  public void hashMany(MemorySegment base, long[] offsets, long[] lengths, byte[] out) {
    Messages.check(base, offsets, lengths, out);
    var tree = new JavaTree();
    for (int i = 0; i < offsets.length; i++) {
      tree.clear();
      tree.finish(base, offsets[i], lengths[i], out, i * HASH_BYTES);
    }
  }

  @Override
  public Blake3Hasher newHasher() {
    return new JavaBlake3Hasher();
  }
}
