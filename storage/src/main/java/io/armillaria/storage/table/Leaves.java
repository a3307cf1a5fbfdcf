package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkStore;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/// The leaves of a store, one object each while it is in use, so that versions that share a leaf
/// share its decoded parts. Safe for many threads.
public final class Leaves {
  private final ChunkStore store;
  private volatile CutRule cutRule;
  private final ConcurrentHashMap<ChunkId, Reference> open = new ConcurrentHashMap<>();
  private final ReferenceQueue<LeafRows> unused = new ReferenceQueue<>();

  public Leaves(ChunkStore store) {
    this(store, CutRule.DEFAULT);
  }

  public Leaves(ChunkStore store, CutRule cutRule) {
    this.store = store;
    this.cutRule = cutRule;
  }

  /// Says where leaves are cut, before the first one is written.
  public void cutBy(CutRule rule) {
    cutRule = rule;
  }

  /// Where leaves of this store are cut.
  public CutRule cutRule() {
    return cutRule;
  }

  public ChunkStore store() {
    return store;
  }

  public LeafRows open(ChunkId id) {
    Reference known = open.get(id);
    LeafRows leaf = known == null ? null : known.get();
    return leaf != null ? leaf : intern(new LeafRows(store, id));
  }

  /// The leaf to use for this one: itself, or an equal one that is in use already.
  LeafRows intern(LeafRows fresh) {
    for (Object gone = unused.poll(); gone != null; gone = unused.poll()) {
      open.remove(((Reference) gone).id, gone);
    }
    Reference mine = new Reference(fresh, unused);
    while (true) {
      Reference theirs = open.putIfAbsent(fresh.id(), mine);
      LeafRows leaf = theirs == null ? fresh : theirs.get();
      if (leaf != null) {
        return leaf;
      }
      open.remove(fresh.id(), theirs);
    }
  }

  private static final class Reference extends WeakReference<LeafRows> {
    private final ChunkId id;

    Reference(LeafRows leaf, ReferenceQueue<LeafRows> queue) {
      super(leaf, queue);
      this.id = leaf.id();
    }
  }
}
