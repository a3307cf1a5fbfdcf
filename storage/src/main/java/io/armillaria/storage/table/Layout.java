package io.armillaria.storage.table;

import io.armillaria.storage.failure.Failure;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// How the rows of one version lie: segments, oldest first, of which each live row is in exactly
/// one. Immutable. Two layouts of a version have the same live rows.
public record Layout(List<LayoutSegment> segments, long liveRows) {
  public static final Layout EMPTY = new Layout(List.of(), 0);

  public Layout {
    segments = List.copyOf(segments);
  }

  public static Layout of(List<LayoutSegment> segments) {
    return new Layout(segments, segments.stream().mapToLong(LayoutSegment::liveRows).sum());
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
    Layout base = change.truncated() || change.created() ? EMPTY : this;
    LayoutSearch search = new LayoutSearch(base, keyColumns);
    Masks masks = new Masks(base);
    for (SortedRows gone : change.deletes()) {
      KeyReader keys = new KeyReader(keyColumns, gone::reader);
      for (int row = 0; row < gone.rows(); row++) {
        masks.delete(existing(search, keys.keyAt(row)));
      }
    }
    for (Change.Upserts upserts : change.upserts()) {
      KeyReader keys = new KeyReader(keyColumns, upserts.rows()::reader);
      upserts.replaces().forEach((int row) -> masks.delete(existing(search, keys.keyAt(row))));
    }
    List<LayoutSegment> result = masks.segments();
    change.upserts().forEach(u -> result.add(new LayoutSegment(u.rows(), new RoaringBitmap())));
    return of(result);
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

  /// The deleted rows of a layout in the making; those of segments that stay are shared.
  public static final class Masks {
    private final Layout base;
    private final RoaringBitmap[] changed;

    public Masks(Layout base) {
      this.base = base;
      this.changed = new RoaringBitmap[base.segments.size()];
    }

    /// Deletes the row at `address`.
    public void delete(long address) {
      int index = (int) (address >>> 32);
      if (changed[index] == null) {
        changed[index] = base.segments.get(index).deleted().clone();
      }
      changed[index].add((int) address);
    }

    /// The segments that still have live rows.
    public List<LayoutSegment> segments() {
      List<LayoutSegment> result = new ArrayList<>();
      for (int i = 0; i < changed.length; i++) {
        LayoutSegment segment = base.segments.get(i);
        LayoutSegment masked =
            changed[i] == null ? segment : new LayoutSegment(segment.stored(), changed[i]);
        if (masked.liveRows() > 0) {
          result.add(masked);
        }
      }
      return result;
    }
  }
}
