package io.armillaria.storage.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds rows of a layout by key.
public final class LayoutSearch implements KeySearch {
  private final Layout layout;
  private final List<Column> keyColumns;
  private final Map<LeafRows, KeyReader> readers = new HashMap<>();

  public LayoutSearch(Layout layout, List<Column> keyColumns) {
    this.layout = layout;
    this.keyColumns = keyColumns;
  }

  /// Costs a binary search in the base and a look at each run, the newer ones first.
  @Override
  public long find(byte[] key) {
    List<LayoutSegment> runs = layout.runs();
    for (int i = runs.size() - 1; i >= 0; i--) {
      int row = row(runs.get(i), key, true);
      if (row >= 0) {
        return (long) (layout.base().size() + i) << 32 | row;
      }
    }
    int place = lastNotAfter(layout.base(), key);
    int row = place < 0 ? -1 : row(layout.base().get(place), key, false);
    return row < 0 ? -1 : (long) place << 32 | row;
  }

  private int row(LayoutSegment segment, byte[] key, boolean run) {
    SortedRows stored = segment.stored();
    if (KeyReader.compare(key, stored.firstKey()) < 0
        || KeyReader.compare(key, stored.lastKey()) > 0) {
      return -1;
    }
    int row =
        switch (stored) {
          case InlineRows inline -> inline.search(key);
          case LeafRows leaf when run && !leaf.mayHave(keyColumns, key) -> -1;
          case LeafRows leaf -> leaf.search(key, reader(leaf));
        };
    return row >= 0 && !segment.deleted().contains(row) ? row : -1;
  }

  private KeyReader reader(LeafRows leaf) {
    return readers.computeIfAbsent(leaf, l -> new KeyReader(keyColumns, l::reader));
  }

  /// The place of the last of the segments, which ascend, whose first key is not above `key`, or
  /// -1.
  static int lastNotAfter(List<LayoutSegment> segments, byte[] key) {
    int from = 0;
    int to = segments.size() - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      if (KeyReader.compare(segments.get(middle).stored().firstKey(), key) <= 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return from - 1;
  }

  @Override
  public boolean range(byte[] from, byte[] to, Visitor visitor) {
    List<LayoutSegment> base = layout.base();
    for (int i = Math.max(0, lastNotAfter(base, from)); i < base.size(); i++) {
      if (to != null && KeyReader.compare(base.get(i).stored().firstKey(), to) >= 0) {
        break;
      }
      if (!range(base.get(i), (long) i << 32, from, to, visitor)) {
        return false;
      }
    }
    for (int i = 0; i < layout.runs().size(); i++) {
      if (!range(layout.runs().get(i), (long) (base.size() + i) << 32, from, to, visitor)) {
        return false;
      }
    }
    return true;
  }

  private boolean range(
      LayoutSegment segment, long address, byte[] from, byte[] to, Visitor visitor) {
    SortedRows stored = segment.stored();
    if (KeyReader.compare(stored.lastKey(), from) < 0
        || (to != null && KeyReader.compare(stored.firstKey(), to) >= 0)) {
      return true;
    }
    KeyReader keys =
        stored instanceof LeafRows leaf ? reader(leaf) : new KeyReader(keyColumns, stored::reader);
    int end = to == null ? stored.rows() : keys.lowerBound(to, stored.rows());
    for (int row = keys.lowerBound(from, end); row < end; row++) {
      if (!segment.deleted().contains(row) && !visitor.visit(address | row)) {
        return false;
      }
    }
    return true;
  }
}
