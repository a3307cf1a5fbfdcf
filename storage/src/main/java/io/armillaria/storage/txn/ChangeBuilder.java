package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.LeafWriter;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowCounts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.SortedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Turns a draft into the change that its commit records, writing leaves where it is large.
final class ChangeBuilder {
  /// Changes up to this size travel in the log; larger ones go to the chunk store.
  static final long INLINE_BYTES = 16 << 10;

  private final History history;
  private final TableDraft draft;
  private final List<Column> keyColumns;

  ChangeBuilder(History history, TableDraft draft) {
    this.history = history;
    this.draft = draft;
    this.keyColumns = RowId.keyColumns(draft.schema());
  }

  /// @param layout how the table lies after the change when its base is still the head
  record Built(Change change, Layout layout) {}

  /// The change, or empty when the draft ends where it began.
  Optional<Built> build() {
    boolean created = draft.base().isEmpty();
    if (draft.dropped()) {
      return created ? Optional.empty() : Optional.of(new Built(dropped(), Layout.EMPTY));
    }
    DraftRows rows = draft.rows();
    int[] order = liveOrder(rows);
    RoaringBitmap[] replaced = new RoaringBitmap[draft.baseLayout().segments().size()];
    long updated = 0;
    for (int row : order) {
      long address = rows.replaces(row);
      if (address >= 0) {
        int segment = (int) (address >>> 32);
        if (replaced[segment] == null) {
          replaced[segment] = new RoaringBitmap();
        }
        replaced[segment].add((int) address);
        updated++;
      }
    }
    Gone gone = gone(replaced);
    long before = draft.truncated() ? draft.base().map(this::liveRows).orElse(0L) : 0;
    Optional<Change.Definition> definition = definition();
    if (order.length == 0 && gone.rows() == 0 && before == 0 && definition.isEmpty()) {
      return Optional.empty();
    }
    List<Change.Upserts> upserts = upserts(rows, order);
    RowCounts counts = new RowCounts(order.length - updated, updated, gone.rows() + before);
    Change change =
        new Change(
            draft.history().id(),
            definition,
            created,
            false,
            draft.truncated() && (before > 0 || definition.isPresent()),
            counts,
            gone.deletes(),
            upserts);
    return Optional.of(new Built(change, layout(upserts)));
  }

  /// The name and schema, unless they are what they were.
  private Optional<Change.Definition> definition() {
    boolean same =
        draft
            .base()
            .filter(base -> base.name().equals(draft.name()))
            .filter(base -> base.schema().equals(draft.schema()))
            .isPresent();
    return same
        ? Optional.empty()
        : Optional.of(new Change.Definition(draft.name(), draft.schema()));
  }

  private Change dropped() {
    long before = draft.base().map(this::liveRows).orElse(0L);
    return new Change(
        draft.history().id(),
        Optional.empty(),
        false,
        true,
        false,
        new RowCounts(0, 0, before),
        List.of(),
        List.of());
  }

  private long liveRows(TableVersion version) {
    return history.layout(version).liveRows();
  }

  /// The live rows in the order of their keys.
  private int[] liveOrder(DraftRows rows) {
    int[] live =
        IntStream.range(0, rows.rows()).filter(row -> !rows.dead().contains(row)).toArray();
    if (rows.ascending()) {
      return live;
    }
    return sorted(live, rows.block());
  }

  private int[] sorted(int[] some, RowBlock block) {
    KeyReader keys =
        new KeyReader(
            keyColumns,
            column ->
                new VectorReader(
                    block.vectors().get(block.ordinalOfId(column.id())), block.rows()));
    byte[][] keyOf = new byte[block.rows()][];
    for (int row : some) {
      keyOf[row] = keys.keyAt(row);
    }
    return Arrays.stream(some)
        .boxed()
        .sorted((a, b) -> Arrays.compareUnsigned(keyOf[a], keyOf[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// @param deletes the keys of the rows of the base that went away for good
  private record Gone(List<SortedRows> deletes, int rows) {}

  private Gone gone(RoaringBitmap[] replaced) {
    List<VectorBuilder> builders = new ArrayList<>();
    keyColumns.forEach(column -> builders.add(VectorBuilder.of(column.type().layout(), 8)));
    int rows = 0;
    for (int i = 0; i < replaced.length; i++) {
      if (draft.deletedIn(i) == null) {
        continue;
      }
      RoaringBitmap gone = draft.deletedIn(i).clone();
      if (replaced[i] != null) {
        gone.andNot(replaced[i]);
      }
      rows += gone.getCardinality();
      SortedRows stored = draft.baseLayout().segments().get(i).stored();
      for (int k = 0; k < builders.size(); k++) {
        Column column = keyColumns.get(k);
        ColumnReader reader = stored.reader(column);
        VectorBuilder builder = builders.get(k);
        gone.forEach(
            (int row) ->
                builder.appendFrom(ColumnVectors.read(reader, column.type().layout(), row, 1), 0));
      }
    }
    if (rows == 0) {
      return new Gone(List.of(), 0);
    }
    RowBlock block =
        new RowBlock(keyColumns, builders.stream().map(VectorBuilder::build).toList(), rows);
    int[] order = sorted(IntStream.range(0, rows).toArray(), block);
    RowBlock ascending = block.compact(order);
    List<SortedRows> deletes =
        bytes(block, order) <= INLINE_BYTES
            ? List.of(new InlineRows(ascending, keyColumns))
            : List.copyOf(LeafWriter.write(history.leaves(), ascending, keyColumns));
    return new Gone(deletes, rows);
  }

  private List<Change.Upserts> upserts(DraftRows rows, int[] order) {
    if (order.length == 0) {
      return List.of();
    }
    RowBlock all = rows.block();
    if (bytes(all, order) <= INLINE_BYTES) {
      InlineRows inline = new InlineRows(all.compact(order), keyColumns);
      return List.of(new Change.Upserts(inline, replaces(rows, order, 0, order.length)));
    }
    boolean asTheyLie = order.length == rows.rows() && rows.ascending();
    List<ColumnVector> vectors = new ArrayList<>();
    for (ColumnVector vector : all.vectors()) {
      vectors.add(asTheyLie ? vector : ColumnVectors.gather(vector, order));
    }
    RowBlock block = new RowBlock(all.columns(), vectors, order.length);
    List<Change.Upserts> upserts = new ArrayList<>();
    int from = 0;
    for (LeafRows leaf : LeafWriter.write(history.leaves(), block, keyColumns)) {
      upserts.add(new Change.Upserts(leaf, replaces(rows, order, from, leaf.rows())));
      from += leaf.rows();
    }
    return upserts;
  }

  private static RoaringBitmap replaces(DraftRows rows, int[] order, int from, int count) {
    RoaringBitmap result = new RoaringBitmap();
    for (int i = 0; i < count; i++) {
      if (rows.replaces(order[from + i]) >= 0) {
        result.add(i);
      }
    }
    return result;
  }

  private Layout layout(List<Change.Upserts> upserts) {
    Layout.Editor editor = draft.baseLayout().edit();
    for (int i = 0; i < draft.baseLayout().segments().size(); i++) {
      if (draft.deletedIn(i) != null) {
        editor.delete(i, draft.deletedIn(i));
      }
    }
    upserts.forEach(u -> editor.append(u.rows()));
    return editor.build();
  }

  private static long bytes(RowBlock block, int[] order) {
    long total = 0;
    for (ColumnVector vector : block.vectors()) {
      if (vector instanceof BytesVector bytes) {
        for (int row : order) {
          total += bytes.lengths()[row] + 1L;
        }
      } else {
        total += 4L * order.length;
      }
    }
    return total;
  }
}
