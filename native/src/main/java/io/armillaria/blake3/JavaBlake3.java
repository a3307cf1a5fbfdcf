package io.armillaria.blake3;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// BLAKE3 in Java.
final class JavaBlake3 implements Blake3 {
  /// One tree that nobody uses now, or null: its arrays, up to 300 KiB, are costly to allocate for
  /// each message. Whoever finds it taken makes another.
  private final AtomicReference<JavaTree> spare = new AtomicReference<>();

  @Override
  public String name() {
    return "java";
  }

  @Override
  public void hash(MemorySegment input, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(outOffset, HASH_BYTES, out.length);
    JavaTree tree = take();
    tree.hash(input, 0, input.byteSize(), out, outOffset);
    spare.set(tree);
  }

  @Override
  public void hash(byte[] input, int offset, int length, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, length, input.length);
    hash(MemorySegment.ofArray(input).asSlice(offset, length), out, outOffset);
  }

  @Override
  public void hashMany(MemorySegment base, long[] offsets, long[] lengths, byte[] out) {
    Messages.check(base, offsets, lengths, out);
    JavaTree tree = take();
    for (int i = 0; i < offsets.length; i++) {
      tree.hash(base, offsets[i], lengths[i], out, i * HASH_BYTES);
    }
    spare.set(tree);
  }

  @Override
  public Blake3Hasher newHasher() {
    return new JavaBlake3Hasher();
  }

  /// A tree that fails half-way is not given back.
  private JavaTree take() {
    JavaTree tree = spare.getAndSet(null);
    return tree == null ? new JavaTree() : tree;
  }
}
