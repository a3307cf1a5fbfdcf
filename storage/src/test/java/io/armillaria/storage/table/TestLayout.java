package io.armillaria.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.blake3.NativeMode;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/// Random changes, merges and stored layouts, compared with maps.
final class TestLayout {
  private static final Column ID = new Column(1, "ID", DataType.Plain.BIGINT, false);
  private static final Column NAME =
      new Column(2, "NAME", new DataType.Varchar(DataType.UNLIMITED), true);
  private static final List<Column> COLUMNS = List.of(ID, NAME);
  private static final List<Column> KEY = List.of(ID);
  private static final int KEYS = 2000;

  private final Leaves leaves =
      new Leaves(ChunkStores.memory(Blake3.best(NativeMode.OFF)), new CutRule(64));
  private final TableId table = TableId.random();

  /// A version: its rows by the model, a layout, and a stored one if there is.
  private static final class Version {
    private final SortedMap<Long, String> rows;
    private final Layout layout;
    private Optional<StoredLayout> stored = Optional.empty();

    Version(SortedMap<Long, String> rows, Layout layout) {
      this.rows = rows;
      this.layout = layout;
    }
  }

  @Test
  void everyVersionReadsTheSameHoweverItIsLaidOut() {
    for (int run = 0; run < 3; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      System.out.println("TestLayout seed " + seed);
      run(new Random(seed));
    }
  }

  private void run(Random random) {
    Layouts layouts = new Layouts(leaves);
    List<Version> versions = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    Version now = new Version(new TreeMap<>(), Layout.EMPTY);
    Optional<StoredLayout> last = Optional.empty();
    for (int step = 0; step < 100; step++) {
      TreeMap<Long, String> rows = new TreeMap<>(now.rows);
      Change change = change(random, rows);
      Layout layout = now.layout.apply(change, KEY);
      while (random.nextInt(4) == 0 && !layout.segments().isEmpty()) {
        layout = merged(layout, some(random, layout.segments()));
      }
      now = new Version(rows, layout);
      if (random.nextInt(3) == 0) {
        Layout storable = merged(layout, inline(layout));
        now.stored = Optional.of(layouts.store(storable, last));
        last = now.stored;
      }
      versions.add(now);
      changes.add(change);
    }
    Layouts afresh = new Layouts(leaves);
    for (int i = versions.size() - 1; i >= 0; i--) {
      Version version = versions.get(i);
      check(version.layout, version.rows);
      if (version.stored.isPresent()) {
        Layout read = afresh.open(version.stored.get().id()).layout();
        check(read, version.rows);
        Layout replayed = read;
        for (int next = i + 1; next < Math.min(versions.size(), i + 4); next++) {
          replayed = replayed.apply(changes.get(next), KEY);
          check(replayed, versions.get(next).rows);
        }
      }
    }
  }

  /// Changes the rows of the model, and says how.
  private Change change(Random random, SortedMap<Long, String> rows) {
    TreeMap<Long, String> deleted = new TreeMap<>();
    TreeMap<Long, String> upserted = new TreeMap<>();
    RoaringBitmap replaces = new RoaringBitmap();
    int count = random.nextInt(5) == 0 ? random.nextInt(400) : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      long id = random.nextInt(KEYS);
      if (rows.containsKey(id) && random.nextInt(3) == 0) {
        deleted.put(id, rows.get(id));
      } else if (!deleted.containsKey(id)) {
        upserted.put(id, "v" + random.nextInt(1000));
      }
    }
    upserted.keySet().removeAll(deleted.keySet());
    int row = 0;
    for (long id : upserted.keySet()) {
      if (rows.containsKey(id)) {
        replaces.add(row);
      }
      row++;
    }
    rows.keySet().removeAll(deleted.keySet());
    rows.putAll(upserted);
    List<SortedRows> deletes =
        deleted.isEmpty() ? List.of() : List.of(new InlineRows(block(deleted), KEY));
    return new Change(
        table,
        Optional.empty(),
        false,
        false,
        false,
        new RowCounts(0, 0, 0),
        deletes,
        upserts(random, upserted, replaces));
  }

  private List<Change.Upserts> upserts(
      Random random, SortedMap<Long, String> rows, RoaringBitmap replaces) {
    if (rows.isEmpty()) {
      return List.of();
    }
    if (rows.size() < 20 || random.nextBoolean()) {
      return List.of(new Change.Upserts(new InlineRows(block(rows), KEY), replaces));
    }
    List<Change.Upserts> upserts = new ArrayList<>();
    int from = 0;
    for (LeafRows leaf : LeafWriter.write(leaves, block(rows), KEY)) {
      RoaringBitmap mine = RoaringBitmap.bitmapOfRange(from, from + leaf.rows());
      mine.and(replaces);
      upserts.add(new Change.Upserts(leaf, RoaringBitmap.addOffset(mine, -from)));
      from += leaf.rows();
    }
    return upserts;
  }

  private static RowBlock block(SortedMap<Long, String> rows) {
    Object[] names =
        rows.values().stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray();
    return new RowBlock(
        COLUMNS,
        List.of(
            ColumnVectors.of(DataType.Layout.LONG, rows.keySet().toArray()),
            ColumnVectors.of(DataType.Layout.BYTES, names)),
        rows.size());
  }

  private Layout merged(Layout layout, List<LayoutSegment> inputs) {
    if (inputs.isEmpty()) {
      return layout;
    }
    LeafWriter writer = new LeafWriter(leaves, COLUMNS, KEY, inputs.size() % 2 == 0);
    new SegmentMerge(inputs, COLUMNS, KEY).forEach(writer::append);
    return layout.replace(inputs, writer.finish(), KEY).orElseThrow();
  }

  private static List<LayoutSegment> some(Random random, List<LayoutSegment> segments) {
    if (random.nextInt(4) == 0) {
      return segments;
    }
    return segments.stream().filter(segment -> random.nextBoolean()).toList();
  }

  private static List<LayoutSegment> inline(Layout layout) {
    return layout.segments().stream().filter(s -> s.stored() instanceof InlineRows).toList();
  }

  private static void check(Layout layout, SortedMap<Long, String> rows) {
    Map<Long, String> seen = new HashMap<>();
    long live = 0;
    for (int s = 0; s < layout.segments().size(); s++) {
      LayoutSegment segment = layout.segments().get(s);
      ColumnVector ids =
          ColumnVectors.read(segment.reader(ID), DataType.Layout.LONG, 0, segment.rows());
      ColumnVector names =
          ColumnVectors.read(segment.reader(NAME), DataType.Layout.BYTES, 0, segment.rows());
      for (int row = 0; row < segment.rows(); row++) {
        if (!segment.deleted().contains(row)) {
          Long id = (Long) ColumnVectors.value(ids, row);
          seen.put(
              id, new String((byte[]) ColumnVectors.value(names, row), StandardCharsets.UTF_8));
          live++;
          byte[] key = new KeyEncoder().reset().appendLong(id).toBytes();
          assertThat(layout.find(KEY, key)).isEqualTo((long) s << 32 | row);
        }
      }
    }
    assertThat(seen).isEqualTo(rows);
    assertThat(layout.liveRows()).isEqualTo(live).isEqualTo(rows.size());
    for (long id = 0; id < KEYS; id += 7) {
      byte[] key = new KeyEncoder().reset().appendLong(id).toBytes();
      assertThat(layout.find(KEY, key) >= 0).isEqualTo(rows.containsKey(id));
    }
    for (int i = 1; i < layout.base().size(); i++) {
      byte[] before = layout.base().get(i - 1).stored().lastKey();
      assertThat(KeyReader.compare(before, layout.base().get(i).stored().firstKey())).isNegative();
    }
  }
}
