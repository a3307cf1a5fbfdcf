package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.column.ColumnChunk;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.ConstantReader;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.type.DataType.Layout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The rows of a leaf. The manifest is read when first needed, and each column when first read.
public final class LeafRows implements SortedRows {
  /// So many searches pay for a filter of the leaf's keys.
  private static final int SEARCHES_BEFORE_FILTER = 16;

  private final ChunkStore store;
  private final ChunkId id;
  private volatile Opened opened;
  private final AtomicInteger searches = new AtomicInteger();
  private volatile KeyFilter filter;

  public LeafRows(ChunkStore store, ChunkId id) {
    this.store = store;
    this.id = id;
  }

  LeafRows(ChunkStore store, ChunkId id, Leaf leaf) {
    this(store, id);
    this.opened = new Opened(leaf, null);
  }

  LeafRows(ChunkStore store, ChunkId id, InlineRows packed) {
    this(store, id);
    this.opened = Opened.of(packed);
  }

  public ChunkId id() {
    return id;
  }

  /// The manifest; without parts where the leaf carries its rows itself.
  public Leaf leaf() {
    return opened().leaf;
  }

  @Override
  public int rows() {
    return leaf().rows();
  }

  @Override
  public long heapBytes() {
    Opened open = opened();
    if (open.packed != null) {
      return open.packed.heapBytes();
    }
    List<Leaf.Part> parts = open.leaf.parts();
    boolean texts = parts.stream().anyMatch(part -> part.type().layout() == Layout.BYTES);
    return texts ? CutRule.MOST_BYTES : RowBytes.of(parts.size(), rows());
  }

  @Override
  public byte[] firstKey() {
    return leaf().firstKey();
  }

  @Override
  public byte[] lastKey() {
    return leaf().lastKey();
  }

  /// The row of that key, or -1.
  ///
  /// @param keys reads this leaf's keys
  int search(byte[] key, KeyReader keys) {
    InlineRows packed = opened().packed;
    return packed == null ? Math.max(-1, keys.search(key, rows())) : packed.search(key);
  }

  /// Whether the key may be among the rows; asked where mostly it is not.
  public boolean mayHave(List<Column> keyColumns, byte[] key) {
    KeyFilter known = filter;
    if (known == null) {
      if (opened().packed != null || searches.incrementAndGet() < SEARCHES_BEFORE_FILTER) {
        return true;
      }
      known = new KeyFilter(rows());
      KeyReader keys = new KeyReader(keyColumns, this::reader);
      for (int row = 0; row < rows(); row++) {
        known.add(keys.keyAt(row));
      }
      filter = known;
    }
    return known.mayHave(key);
  }

  @Override
  public ColumnStatistics statistics(Column column) {
    Opened open = opened();
    if (open.packed != null) {
      return open.packed.statistics(column);
    }
    int part = part(column);
    return part < 0 ? missing(column).statistics() : open.leaf.parts().get(part).statistics();
  }

  @Override
  public ColumnReader reader(Column column) {
    Opened open = opened();
    if (open.packed != null) {
      return open.packed.reader(column);
    }
    int part = part(column);
    if (part < 0) {
      return missing(column);
    }
    AtomicReferenceArray<ColumnReader> readers = open.readers;
    ColumnReader reader = readers.get(part);
    if (reader == null) {
      reader = ColumnChunk.open(store.get(open.leaf.parts().get(part).chunk()));
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
      byte[] bytes = store.get(id).toArray(ValueLayout.JAVA_BYTE);
      BinaryReader in = new BinaryReader("leaf " + id, bytes);
      current =
          in.u8() == PackedLeaf.FORMAT
              ? Opened.of(PackedLeaf.decode(in))
              : new Opened(Leaf.decode(id, bytes), null);
      opened = current;
    }
    return current;
  }

  private static final class Opened {
    private final Leaf leaf;
    private final InlineRows packed;
    private final AtomicReferenceArray<ColumnReader> readers;

    Opened(Leaf leaf, InlineRows packed) {
      this.leaf = leaf;
      this.packed = packed;
      this.readers = new AtomicReferenceArray<>(leaf.parts().size());
    }

    static Opened of(InlineRows packed) {
      return new Opened(
          new Leaf(packed.rows(), packed.firstKey(), packed.lastKey(), List.of()), packed);
    }
  }
}
