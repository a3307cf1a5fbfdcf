package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutCodec;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.LeafWriter;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Keeps the number of segments small: merges the small ones of a version in tiers, so that a row
/// is rewritten a logarithmic number of times. Makes no commit and no version: only another layout
/// of the same rows, which readers and writers of the old one need not notice.
final class Compactor {
  /// Inline segments that a layout may have before they are merged.
  private static final int MOST_INLINE = 16;

  /// Small segments that a layout may have before they are merged.
  private static final int MOST_SMALL = 16;

  private static final int SMALL_ROWS = LeafWriter.MOST / 2;

  /// A merge goes on to the next larger segment while that is at most so many times what it has.
  private static final int TIER_RATIO = 4;

  private final History history;
  private final Journal journal;
  private final ReentrantLock lock = new ReentrantLock();

  Compactor(History history, Journal journal) {
    this.history = history;
    this.journal = journal;
  }

  /// Merges what is due in this version's layout, unless a merge is already running.
  void consider(TableVersion version) {
    if (version.dropped() || !lock.tryLock()) {
      return;
    }
    try {
      Layout layout = history.layout(version);
      List<LayoutSegment> merge = due(layout);
      if (merge.size() > 1) {
        Layout merged = merge(version, layout, merge);
        version.layout(merged);
        if (LayoutCodec.writable(merged)) {
          ChunkId id = history.leaves().store().put(ChunkKind.LAYOUT, LayoutCodec.encode(merged));
          history.leaves().store().force();
          journal.enqueue(
              List.of(new LogEntry.LayoutStored(version.table(), version.number(), id).encode()));
          version.storedLayout(id);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static List<LayoutSegment> due(Layout layout) {
    List<LayoutSegment> small =
        layout.segments().stream()
            .filter(segment -> segment.liveRows() < SMALL_ROWS)
            .sorted(Comparator.comparing(Compactor::stored).thenComparing(LayoutSegment::liveRows))
            .toList();
    long inline = small.stream().filter(segment -> !stored(segment)).count();
    if (inline < MOST_INLINE && small.size() < MOST_SMALL) {
      return List.of();
    }
    List<LayoutSegment> merge = new ArrayList<>();
    long rows = 0;
    for (LayoutSegment segment : small) {
      if (stored(segment) && merge.size() > 1 && segment.liveRows() > TIER_RATIO * rows) {
        break;
      }
      merge.add(segment);
      rows += segment.liveRows();
    }
    return merge;
  }

  private static boolean stored(LayoutSegment segment) {
    return !(segment.stored() instanceof InlineRows);
  }

  private Layout merge(TableVersion version, Layout layout, List<LayoutSegment> merge) {
    List<Column> columns = RowId.storedColumns(version.schema());
    List<Column> keyColumns = RowId.keyColumns(version.schema());
    List<ColumnVector> vectors = new ArrayList<>();
    int rows = merge.stream().mapToInt(LayoutSegment::liveRows).sum();
    columns.forEach(column -> vectors.add(concatenate(merge, column)));
    RowBlock block = sorted(new RowBlock(columns, vectors, rows), keyColumns);
    List<LayoutSegment> segments = new ArrayList<>(layout.segments());
    segments.removeAll(merge);
    LeafWriter.write(history.leaves(), block, keyColumns)
        .forEach(leaf -> segments.add(new LayoutSegment(leaf, new RoaringBitmap())));
    return Layout.of(segments);
  }

  private static ColumnVector concatenate(List<LayoutSegment> segments, Column column) {
    VectorBuilder builder = VectorBuilder.of(column.type().layout(), 64);
    for (LayoutSegment segment : segments) {
      ColumnReader reader = segment.reader(column);
      int row = 0;
      while (row < segment.rows()) {
        int from = (int) segment.deleted().nextAbsentValue(row);
        long next = segment.deleted().nextValue(from);
        int to = next < 0 ? segment.rows() : (int) Math.min(next, segment.rows());
        if (from < to) {
          ColumnVector run = ColumnVectors.read(reader, column.type().layout(), from, to - from);
          builder.appendRange(run, 0, to - from);
        }
        row = Math.max(to, from + 1);
      }
    }
    return builder.build();
  }

  private static RowBlock sorted(RowBlock block, List<Column> keyColumns) {
    KeyReader keys =
        new KeyReader(
            keyColumns,
            column ->
                new VectorReader(
                    block.vectors().get(block.ordinalOfId(column.id())), block.rows()));
    byte[][] keyOf = new byte[block.rows()][];
    Arrays.setAll(keyOf, keys::keyAt);
    int[] order =
        IntStream.range(0, block.rows())
            .boxed()
            .sorted((a, b) -> Arrays.compareUnsigned(keyOf[a], keyOf[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<ColumnVector> vectors =
        block.vectors().stream().map(vector -> ColumnVectors.gather(vector, order)).toList();
    return new RowBlock(block.columns(), vectors, block.rows());
  }
}
