package io.armillaria.storage.page;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.Packing;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads and writes nodes. Safe for many threads. What is written is durable after the store's next
/// force.
public final class Pages {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final ChunkStore store;
  private final Packing packing;

  public Pages(ChunkStore store) {
    this(store, Packing.PLAIN);
  }

  private Pages(ChunkStore store, Packing packing) {
    this.store = store;
    this.packing = packing;
  }

  /// The same nodes; those that are written by it are read seldom.
  public Pages packed() {
    return new Pages(store, Packing.SMALL);
  }

  /// The node's bytes, valid while the store is open.
  MemorySegment read(ChunkId id) {
    return store.get(id);
  }

  ChunkId write(BinaryWriter node) {
    return store.put(ChunkKind.NODE, MemorySegment.ofArray(node.toBytes()), packing);
  }

  static byte[] bytes(MemorySegment node, long offset, long length) {
    return node.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }

  static RuntimeException corrupt(ChunkId id, String what) {
    return new Failure.Corrupt("node " + id, "Node " + id + " " + what + ".").raise();
  }
}
