package io.armillaria.storage.txn;

import org.agrona.collections.IntHashSet;
import org.pcollections.IntTreePMap;
import org.roaringbitmap.RoaringBitmap;

/// Sets of rows by segment, of which [#freeze] gives a picture at no cost: what is shared with one
/// is copied when it changes next. Addresses are `segment << 32 | row`. Not thread safe; pictures
/// are immutable.
final class Masks {
  static final Frozen NONE = new Frozen(IntTreePMap.empty(), 0);
  private static final RoaringBitmap EMPTY = new RoaringBitmap();

  private IntTreePMap<RoaringBitmap> bySegment;
  private long rows;
  private final IntHashSet owned = new IntHashSet();

  /// @param bySegment none of them empty, none to be changed
  /// @param rows of all segments
  record Frozen(IntTreePMap<RoaringBitmap> bySegment, long rows) {
    RoaringBitmap of(int segment) {
      return bySegment.getOrDefault(segment, EMPTY);
    }
  }

  Masks() {
    this(NONE);
  }

  Masks(Frozen start) {
    bySegment = start.bySegment();
    rows = start.rows();
  }

  Frozen freeze() {
    owned.clear();
    return new Frozen(bySegment, rows);
  }

  boolean isEmpty() {
    return rows == 0;
  }

  long rows() {
    return rows;
  }

  /// The rows of a segment; not to be changed, and good until the next change.
  RoaringBitmap of(int segment) {
    return bySegment.getOrDefault(segment, EMPTY);
  }

  Iterable<Integer> segments() {
    return bySegment.keySet();
  }

  boolean contains(long address) {
    return of(segment(address)).contains((int) address);
  }

  /// @return whether the row was not there
  boolean add(long address) {
    boolean added = writable(segment(address)).checkedAdd((int) address);
    rows += added ? 1 : 0;
    return added;
  }

  void addAll(int segment, RoaringBitmap more) {
    if (!more.isEmpty()) {
      RoaringBitmap mine = writable(segment);
      rows -= mine.getLongCardinality();
      mine.or(more);
      rows += mine.getLongCardinality();
    }
  }

  void remove(long address) {
    if (contains(address)) {
      RoaringBitmap mine = writable(segment(address));
      mine.remove((int) address);
      rows--;
      if (mine.isEmpty()) {
        bySegment = bySegment.minus(segment(address));
        owned.remove(segment(address));
      }
    }
  }

  void clear() {
    bySegment = IntTreePMap.empty();
    rows = 0;
    owned.clear();
  }

  private static int segment(long address) {
    return (int) (address >>> 32);
  }

  private RoaringBitmap writable(int segment) {
    RoaringBitmap known = bySegment.get(segment);
    if (known != null && owned.contains(segment)) {
      return known;
    }
    RoaringBitmap mine = known == null ? new RoaringBitmap() : known.clone();
    bySegment = bySegment.plus(segment, mine);
    owned.add(segment);
    return mine;
  }
}
