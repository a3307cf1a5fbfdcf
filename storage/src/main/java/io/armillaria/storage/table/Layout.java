package io.armillaria.storage.table;

import io.armillaria.storage.failure.Failure;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/// How the rows of one version lie: *base* leaves, whose key ranges are disjoint and ascend, then
/// *runs*, whose ranges may overlap, oldest first. Each live row is in exactly one of these
/// segments. Immutable; a layout with a change on top shares what the change did not touch. Two
/// layouts of a version have the same live rows.
public final class Layout {
  public static final Layout EMPTY = new Layout(SegmentList.EMPTY, SegmentList.EMPTY, 0);

  private final SegmentList base;
  private final SegmentList runs;
  private final long liveRows;

  private Layout(SegmentList base, SegmentList runs, long liveRows) {
    this.base = base;
    this.runs = runs;
    this.liveRows = liveRows;
  }

  static Layout of(List<LayoutSegment> base, List<LayoutSegment> runs, long liveRows) {
    return new Layout(SegmentList.of(base), SegmentList.of(runs), liveRows);
  }

  /// Base leaves in the order of their keys.
  public List<LayoutSegment> base() {
    return base;
  }

  public List<LayoutSegment> runs() {
    return runs;
  }

  public long liveRows() {
    return liveRows;
  }

  /// The base, then the runs. An address is `index << 32 | row` with the index in this list.
  public List<LayoutSegment> segments() {
    if (runs.isEmpty()) {
      return base;
    }
    return base.isEmpty() ? runs : new Joined(base, runs);
  }

  /// The address of the live row of that key, or -1: `index << 32 | row`.
  public long find(List<Column> keyColumns, byte[] key) {
    return new LayoutSearch(this, keyColumns).find(key);
  }

  /// This layout with a change on top.
  ///
  /// @param keyColumns the columns that name the table's rows
  public Layout apply(Change change, List<Column> keyColumns) {
    if (change.dropped()) {
      return EMPTY;
    }
    Layout start = change.truncated() || change.created() ? EMPTY : this;
    LayoutSearch search = new LayoutSearch(start, keyColumns);
    Editor editor = start.edit();
    for (SortedRows gone : change.deletes()) {
      KeyReader keys = new KeyReader(keyColumns, gone::reader);
      for (int row = 0; row < gone.rows(); row++) {
        editor.delete(existing(search, keys.keyAt(row)));
      }
    }
    for (Change.Upserts upserts : change.upserts()) {
      if (!upserts.replaces().isEmpty()) {
        KeyReader keys = new KeyReader(keyColumns, upserts.rows()::reader);
        upserts.replaces().forEach((int row) -> editor.delete(existing(search, keys.keyAt(row))));
      }
    }
    change.upserts().forEach(upserts -> editor.append(upserts.rows()));
    return editor.build();
  }

  private static long existing(LayoutSearch search, byte[] key) {
    long address = search.find(key);
    if (address < 0) {
      throw new Failure.Internal(
              "A change names the key " + HexFormat.of().formatHex(key) + ", which its base lacks.")
          .raise();
    }
    return address;
  }

  /// The same rows laid out anew: `fresh` in the place of `gone`.
  ///
  /// @param gone segments of this layout or of an earlier one, as they were when their live rows
  ///   were read; what was deleted since is deleted from `fresh`, too
  /// @param fresh those live rows, ascending by key
  /// @return empty when rows that were not read then are live now, where a leaf came back
  public Optional<Layout> replace(
      List<LayoutSegment> gone, List<LeafRows> fresh, List<Column> keyColumns) {
    Map<SortedRows, LayoutSegment> now = new HashMap<>();
    segments().forEach(segment -> now.put(segment.stored(), segment));
    FreshLeaves leaves = new FreshLeaves(fresh, keyColumns);
    Set<LayoutSegment> leaving = Collections.newSetFromMap(new IdentityHashMap<>());
    for (LayoutSegment before : gone) {
      LayoutSegment left = now.get(before.stored());
      if (left == null) {
        leaves.delete(before, RoaringBitmap.bitmapOfRange(0, before.rows()));
      } else if (left.deleted().contains(before.deleted())) {
        leaves.delete(before, left.deleted());
        leaving.add(left);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(place(leaving, leaves.segments()));
  }

  private Layout place(Set<LayoutSegment> leaving, List<LayoutSegment> fresh) {
    List<LayoutSegment> newBase = new ArrayList<>(base);
    List<LayoutSegment> newRuns = new ArrayList<>(runs);
    boolean ofBase = newBase.removeIf(leaving::contains);
    newRuns.removeIf(leaving::contains);
    for (LayoutSegment segment : fresh) {
      SortedRows leaf = segment.stored();
      int place = LayoutSearch.lastNotAfter(newBase, leaf.firstKey()) + 1;
      boolean behind =
          place == 0
              || KeyReader.compare(newBase.get(place - 1).stored().lastKey(), leaf.firstKey()) < 0;
      boolean before =
          place == newBase.size()
              || KeyReader.compare(leaf.lastKey(), newBase.get(place).stored().firstKey()) < 0;
      if (behind && before && (ofBase || place == newBase.size())) {
        newBase.add(place, segment);
      } else {
        newRuns.add(segment);
      }
    }
    return new Layout(SegmentList.of(newBase), SegmentList.of(newRuns), liveRows);
  }

  /// This layout less some rows, each segment in its place even when nothing is left of it.
  ///
  /// @param deleted by segment, null where none is; rows that are live now
  public Layout without(RoaringBitmap[] deleted) {
    Editor editor = edit();
    for (int i = 0; i < deleted.length; i++) {
      if (deleted[i] != null) {
        editor.delete(i, deleted[i]);
      }
    }
    return editor.build(true);
  }

  public Editor edit() {
    return new Editor(this);
  }

  /// A layout in the making. Costs what it touches. Not thread safe.
  public static final class Editor {
    private final Layout from;
    private final SegmentList.Editor base;
    private final SegmentList.Editor runs;
    private final Map<Integer, RoaringBitmap> changed = new HashMap<>();
    private long liveRows;

    private Editor(Layout from) {
      this.from = from;
      this.base = from.base.edit();
      this.runs = from.runs.edit();
      this.liveRows = from.liveRows;
    }

    /// Deletes the live row at `address`, a place in the layout that this one is made from.
    public void delete(long address) {
      bitmap((int) (address >>> 32)).add((int) address);
      liveRows--;
    }

    /// Deletes rows of a segment that are live now.
    public void delete(int index, RoaringBitmap rows) {
      bitmap(index).or(rows);
      liveRows -= rows.getLongCardinality();
    }

    private RoaringBitmap bitmap(int index) {
      return changed.computeIfAbsent(index, i -> segment(i).deleted().clone());
    }

    private LayoutSegment segment(int index) {
      int inRuns = index - from.base.size();
      return inRuns < 0 ? from.base.get(index) : from.runs.get(inRuns);
    }

    /// Adds rows whose keys no live row has: a leaf behind the last one to the base, others to the
    /// runs.
    public void append(SortedRows rows) {
      LayoutSegment segment = new LayoutSegment(rows, new RoaringBitmap());
      boolean behind =
          base.size() == 0
              || KeyReader.compare(base.get(base.size() - 1).stored().lastKey(), rows.firstKey())
                  < 0;
      (rows instanceof LeafRows && behind ? base : runs).add(segment);
      liveRows += rows.rows();
    }

    /// The layout without segments that have no live rows.
    public Layout build() {
      return build(false);
    }

    private Layout build(boolean keepEmpty) {
      changed.forEach((index, rows) -> put(index, rows, keepEmpty));
      SegmentList builtRuns = keepEmpty ? runs.build() : InlineTiers.merge(runs.build());
      return new Layout(base.build(), builtRuns, liveRows);
    }

    private void put(int index, RoaringBitmap rows, boolean keepEmpty) {
      boolean inBase = index < from.base.size();
      SegmentList.Editor list = inBase ? base : runs;
      int place = inBase ? index : index - from.base.size();
      LayoutSegment masked = new LayoutSegment(segment(index).stored(), rows);
      if (masked.liveRows() > 0 || keepEmpty) {
        list.set(place, masked);
      } else {
        list.remove(place);
      }
    }
  }

  private static final class Joined extends AbstractList<LayoutSegment> implements RandomAccess {
    private final SegmentList first;
    private final SegmentList second;

    Joined(SegmentList first, SegmentList second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public LayoutSegment get(int index) {
      return index < first.size() ? first.get(index) : second.get(index - first.size());
    }

    @Override
    public int size() {
      return first.size() + second.size();
    }
  }
}
