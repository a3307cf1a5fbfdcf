package io.armillaria.storage.txn;

import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSearch;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.roaringbitmap.RoaringBitmap;

/// A table with a transaction's own writes on top, as they were when the snapshot was taken: what
/// the transaction adds and deletes later is not seen. Segments of the base come first, then leaves
/// and windows of its own rows. Costs nothing to make, whatever the table's size.
final class DraftSnapshot implements TableSnapshot {
  private final TableId id;
  private final String name;
  private final TableSchema schema;
  private final Layout base;
  private final Masks.Frozen deleted;
  private final Masks.Frozen heapDead;
  private final List<SpooledLeaf> leaves;
  private final DraftRows heap;
  private final RowBlock block;
  private final long rowCount;
  private final Segments segments = new Segments();
  private final Map<TableId, TableSnapshot> indexes;
  private volatile byte[] greatest;

  /// @param deleted rows of the base and of the own leaves that are gone
  /// @param indexes the hidden tables of the table's indexes
  DraftSnapshot(
      TableId id,
      String name,
      TableSchema schema,
      Layout base,
      Masks.Frozen deleted,
      Masks.Frozen heapDead,
      RowSpool own,
      Map<TableId, TableSnapshot> indexes) {
    this.indexes = Map.copyOf(indexes);
    this.id = id;
    this.name = name;
    this.schema = schema;
    this.base = base;
    this.deleted = deleted;
    this.heapDead = heapDead;
    this.leaves = own.spilled();
    this.heap = own.heap();
    this.block = heap.block();
    this.rowCount = base.liveRows() + own.rows() - deleted.rows() - heapDead.rows();
  }

  @Override
  public TableId id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  @Override
  public OptionalLong version() {
    return OptionalLong.empty();
  }

  @Override
  public long rowCount() {
    return rowCount;
  }

  @Override
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public long find(byte[] key) {
    long own = findOwn(key);
    if (own >= 0) {
      return own;
    }
    long address = base.find(RowId.keyColumns(schema), key);
    return address >= 0 && deleted.of((int) (address >>> 32)).contains((int) address)
        ? -1
        : address;
  }

  @Override
  public KeySearch search() {
    return new Search();
  }

  @Override
  public TableSnapshot index(Index index) {
    TableSnapshot found = indexes.get(index.table());
    if (found == null) {
      throw VersionSnapshot.missing(name, index);
    }
    return found;
  }

  private boolean isDeleted(long address) {
    return deleted.of((int) (address >>> 32)).contains((int) address);
  }

  private final class Search implements KeySearch {
    private final KeySearch inBase = new LayoutSearch(base, RowId.keyColumns(schema));

    @Override
    public long find(byte[] key) {
      long own = findOwn(key);
      if (own >= 0) {
        return own;
      }
      long address = inBase.find(key);
      return address >= 0 && isDeleted(address) ? -1 : address;
    }

    @Override
    public boolean range(byte[] from, byte[] to, Visitor visitor) {
      return ownRange(from, to, visitor)
          && inBase.range(from, to, address -> isDeleted(address) || visitor.visit(address));
    }

    private boolean ownRange(byte[] from, byte[] to, Visitor visitor) {
      int first = base.segments().size();
      for (int row : heap.within(from, to, block.rows())) {
        long window = (long) first + leaves.size() + row / TableDraft.WINDOW;
        boolean dead = heapDead.of(row / TableDraft.WINDOW).contains(row % TableDraft.WINDOW);
        if (!dead && !visitor.visit(window << 32 | row % TableDraft.WINDOW)) {
          return false;
        }
      }
      for (int i = 0; i < leaves.size(); i++) {
        LeafRows leaf = leaves.get(i).rows();
        if (Arrays.compareUnsigned(leaf.lastKey(), from) >= 0
            && (to == null || Arrays.compareUnsigned(leaf.firstKey(), to) < 0)
            && !leafRange(leaf, (long) (first + i) << 32, from, to, visitor)) {
          return false;
        }
      }
      return true;
    }

    private boolean leafRange(
        LeafRows leaf, long address, byte[] from, byte[] to, Visitor visitor) {
      KeyReader keys = new KeyReader(RowId.keyColumns(schema), leaf::reader);
      int end = to == null ? leaf.rows() : keys.lowerBound(to, leaf.rows());
      for (int row = keys.lowerBound(from, end); row < end; row++) {
        if (!isDeleted(address | row) && !visitor.visit(address | row)) {
          return false;
        }
      }
      return true;
    }
  }

  /// The live row of the transaction's own with that key, or -1.
  long findOwn(byte[] key) {
    int first = base.segments().size();
    int row = heap.newest(key, block.rows());
    if (row >= 0 && !heapDead.of(row / TableDraft.WINDOW).contains(row % TableDraft.WINDOW)) {
      long segment = (long) first + leaves.size() + row / TableDraft.WINDOW;
      return segment << 32 | row % TableDraft.WINDOW;
    }
    if (leaves.isEmpty() || Arrays.compareUnsigned(key, greatestInLeaves()) > 0) {
      return -1;
    }
    List<Column> keyColumns = RowId.keyColumns(schema);
    for (int i = leaves.size() - 1; i >= 0; i--) {
      LeafRows leaf = leaves.get(i).rows();
      if (Arrays.compareUnsigned(leaf.firstKey(), key) <= 0
          && Arrays.compareUnsigned(leaf.lastKey(), key) >= 0
          && leaf.mayHave(keyColumns, key)) {
        int found = new KeyReader(keyColumns, leaf::reader).search(key, leaf.rows());
        if (found >= 0 && !deleted.of(first + i).contains(found)) {
          return (long) (first + i) << 32 | found;
        }
      }
    }
    return -1;
  }

  /// Visits the live rows of the transaction's own whose keys are at least `from` and less than
  /// `to` (null for no bound), in no order, until one is refused.
  ///
  /// @return whether none was
  boolean ownRange(byte[] from, byte[] to, LongPredicate visitor) {
    int first = base.segments().size();
    for (int row : heap.within(from, to, block.rows())) {
      int window = row / TableDraft.WINDOW;
      long segment = (long) first + leaves.size() + window;
      if (!heapDead.of(window).contains(row % TableDraft.WINDOW)
          && !visitor.test(segment << 32 | row % TableDraft.WINDOW)) {
        return false;
      }
    }
    for (int i = 0; i < leaves.size(); i++) {
      LeafRows leaf = leaves.get(i).rows();
      KeyReader keys = new KeyReader(RowId.keyColumns(schema), leaf::reader);
      int end = to == null ? leaf.rows() : keys.firstFrom(to, leaf.rows());
      for (int row = keys.firstFrom(from, leaf.rows()); row < end; row++) {
        if (!deleted.of(first + i).contains(row) && !visitor.test((long) (first + i) << 32 | row)) {
          return false;
        }
      }
    }
    return true;
  }

  private byte[] greatestInLeaves() {
    byte[] known = greatest;
    if (known == null) {
      known = leaves.stream().map(leaf -> leaf.rows().lastKey()).max(Arrays::compareUnsigned).get();
      greatest = known;
    }
    return known;
  }

  /// Made one by one, when they are looked at.
  private final class Segments extends AbstractList<Segment> implements RandomAccess {
    private final ConcurrentHashMap<Integer, Segment> made = new ConcurrentHashMap<>();

    @Override
    public int size() {
      int windows = (block.rows() + TableDraft.WINDOW - 1) / TableDraft.WINDOW;
      return base.segments().size() + leaves.size() + windows;
    }

    @Override
    public Segment get(int index) {
      boolean untouched = index < base.segments().size() && deleted.of(index).isEmpty();
      return untouched
          ? base.segments().get(index)
          : made.computeIfAbsent(index, key -> make(index));
    }

    private Segment make(int index) {
      int own = index - base.segments().size();
      if (own < 0) {
        LayoutSegment segment = base.segments().get(index);
        return new LayoutSegment(
            segment.stored(), RoaringBitmap.or(segment.deleted(), deleted.of(index)));
      }
      if (own < leaves.size()) {
        return new LayoutSegment(leaves.get(own).rows(), deleted.of(index));
      }
      int from = (own - leaves.size()) * TableDraft.WINDOW;
      int count = Math.min(TableDraft.WINDOW, block.rows() - from);
      return new DraftSegment(block, from, count, heapDead.of(from / TableDraft.WINDOW));
    }
  }
}
