package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import java.lang.foreign.ValueLayout;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The stored layouts of a store: reads them, keeps them while memory is not short, and writes new
/// ones as differences. Safe for many threads.
public final class Layouts {
  private final Leaves leaves;
  private final ConcurrentHashMap<ChunkId, Reference> open = new ConcurrentHashMap<>();
  private final ReferenceQueue<StoredLayout> unused = new ReferenceQueue<>();

  public Layouts(Leaves leaves) {
    this.leaves = leaves;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt
  public StoredLayout open(ChunkId id) {
    Reference known = open.get(id);
    StoredLayout stored = known == null ? null : known.get();
    if (stored == null) {
      byte[] bytes = leaves.store().get(id).toArray(ValueLayout.JAVA_BYTE);
      stored = LayoutCodec.decode(leaves, id, bytes, parent -> open(parent).layout());
      keep(stored);
    }
    return stored;
  }

  /// Stores a layout, not yet forced to disk.
  ///
  /// @param layout without inline rows
  /// @param last the newest stored layout of an older version, if there is one that has rows
  public StoredLayout store(Layout layout, Optional<StoredLayout> last) {
    if (last.isPresent()) {
      long step = last.get().step() + 1;
      StoredLayout parent = last.get();
      while (parent.step() > StoredLayout.parentOf(step)) {
        parent = open(parent.parent().orElseThrow());
      }
      LayoutCodec.Head head =
          new LayoutCodec.Head(step, Optional.of(parent.id()), last.get().whole());
      byte[] bytes = LayoutCodec.encode(layout, head, parent.layout());
      if (bytes.length < last.get().whole() / 2) {
        return put(layout, head, bytes);
      }
    }
    LayoutCodec.Head head = new LayoutCodec.Head(0, Optional.empty(), 0);
    return put(layout, head, LayoutCodec.encode(layout, head, Layout.EMPTY));
  }

  private StoredLayout put(Layout layout, LayoutCodec.Head head, byte[] bytes) {
    ChunkId id = leaves.store().put(ChunkKind.LAYOUT, bytes);
    long whole = head.parent().isPresent() ? head.whole() : bytes.length;
    StoredLayout stored =
        new StoredLayout(id, head.step(), head.parent(), bytes.length, whole, layout);
    keep(stored);
    return stored;
  }

  private void keep(StoredLayout stored) {
    for (Object gone = unused.poll(); gone != null; gone = unused.poll()) {
      open.remove(((Reference) gone).id, gone);
    }
    open.put(stored.id(), new Reference(stored, unused));
  }

  private static final class Reference extends SoftReference<StoredLayout> {
    private final ChunkId id;

    Reference(StoredLayout layout, ReferenceQueue<StoredLayout> queue) {
      super(layout, queue);
      this.id = layout.id();
    }
  }
}
