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

/// Keeps layouts small and near: every so many changes it merges small segments of a version in
/// tiers, so that a row is rewritten a logarithmic number of times, and stores the layout, so that
/// no reader walks through more changes than that. Makes no commit and no version: only another
/// layout of the same rows, which readers and writers of the old one need not notice.
final class Compactor {
  private static final System.Logger LOGGER = System.getLogger(Compactor.class.getName());

  /// Changes on top of a stored layout before the next one is stored.
  static final int MOST_CHANGES = 16;

  /// Segments with at least so many live rows are left alone: leaves are cut at that size.
  private static final int SMALL_ROWS = LeafWriter.LEAST;

  /// A merge goes on to the next larger segment while that is at most so many times what it has.
  private static final int TIER_RATIO = 4;

  private final History history;
  private final Journal journal;
  private final ReentrantLock lock = new ReentrantLock();

  Compactor(History history, Journal journal) {
    this.history = history;
    this.journal = journal;
  }

  /// Merges what is due in this version's layout, unless a merge is already running. The version's
  /// commit stands, whatever happens here: a failure is logged.
  void consider(TableVersion version) {
    if (version.dropped()
        || version.changesSinceStored(MOST_CHANGES) < MOST_CHANGES
        || !lock.tryLock()) {
      return;
    }
    try {
      compact(version);
    } catch (RuntimeException e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          () -> "Table " + version.name() + " could not be compacted; its rows are not concerned.",
          e);
    } finally {
      lock.unlock();
    }
  }

  private void compact(TableVersion version) {
    Layout layout = history.layout(version);
    List<LayoutSegment> merge = due(layout);
    Layout compact = merge.isEmpty() ? layout : merge(version, layout, merge);
    ChunkId id = history.leaves().store().put(ChunkKind.LAYOUT, LayoutCodec.encode(compact));
    history.leaves().store().force();
    journal.enqueue(
        List.of(new LogEntry.LayoutStored(version.table(), version.number(), id).encode()));
    version.layout(compact);
    version.storedLayout(id);
  }

  /// All inline segments, which a stored layout cannot have, and small leaves of their tier; or
  /// else the smallest leaves that make a tier.
  private static List<LayoutSegment> due(Layout layout) {
    List<LayoutSegment> small =
        layout.segments().stream()
            .filter(segment -> !stored(segment) || segment.liveRows() < SMALL_ROWS)
            .sorted(Comparator.comparing(Compactor::stored).thenComparing(LayoutSegment::liveRows))
            .toList();
    List<LayoutSegment> merge = new ArrayList<>();
    long rows = 0;
    for (LayoutSegment segment : small) {
      if (stored(segment) && segment.liveRows() > TIER_RATIO * rows) {
        if (worthwhile(merge)) {
          break;
        }
        merge.clear();
        rows = 0;
      }
      merge.add(segment);
      rows += segment.liveRows();
    }
    return worthwhile(merge) ? merge : List.of();
  }

  private static boolean worthwhile(List<LayoutSegment> merge) {
    return merge.size() > 1 || merge.stream().anyMatch(segment -> !stored(segment));
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
