package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.column.ColumnChunk;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.ConstantReader;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The rows of a leaf. The manifest is read when first needed, and each column when first read.
public final class LeafRows implements SortedRows {
  private final ChunkStore store;
  private final ChunkId id;
  private volatile Opened opened;

  public LeafRows(ChunkStore store, ChunkId id) {
    this.store = store;
    this.id = id;
  }

  LeafRows(ChunkStore store, ChunkId id, Leaf leaf) {
    this(store, id);
    this.opened = new Opened(leaf);
  }

  public ChunkId id() {
    return id;
  }

  public Leaf leaf() {
    return opened().leaf;
  }

  @Override
  public int rows() {
    return leaf().rows();
  }

  @Override
  public byte[] firstKey() {
    return leaf().firstKey();
  }

  @Override
  public byte[] lastKey() {
    return leaf().lastKey();
  }

  @Override
  public ColumnStatistics statistics(Column column) {
    int part = part(column);
    return part < 0 ? missing(column).statistics() : leaf().parts().get(part).statistics();
  }

  @Override
  public ColumnReader reader(Column column) {
    int part = part(column);
    if (part < 0) {
      return missing(column);
    }
    AtomicReferenceArray<ColumnReader> readers = opened().readers;
    ColumnReader reader = readers.get(part);
    if (reader == null) {
      reader = ColumnChunk.open(store.get(leaf().parts().get(part).chunk()));
      readers.set(part, reader);
    }
    return reader;
  }

  private ColumnReader missing(Column column) {
    return new ConstantReader(column.missing(), column.type(), rows());
  }

  private int part(Column column) {
    Leaf leaf = leaf();
    for (int i = 0; i < leaf.parts().size(); i++) {
      if (leaf.parts().get(i).columnId() == column.id()) {
        return i;
      }
    }
    return -1;
  }

  private Opened opened() {
    Opened current = opened;
    if (current == null) {
      current = new Opened(Leaf.decode(id, store.get(id).toArray(ValueLayout.JAVA_BYTE)));
      opened = current;
    }
    return current;
  }

  private static final class Opened {
    private final Leaf leaf;
    private final AtomicReferenceArray<ColumnReader> readers;

    Opened(Leaf leaf) {
      this.leaf = leaf;
      this.readers = new AtomicReferenceArray<>(leaf.parts().size());
    }
  }
}
