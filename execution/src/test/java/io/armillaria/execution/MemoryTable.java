package io.armillaria.execution;

import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.roaringbitmap.RoaringBitmap;

/// A table in memory; column i has id 10 + i.
public final class MemoryTable implements TableSnapshot {
  private final TableSchema schema;
  private final List<Segment> segments = new ArrayList<>();
  private final List<List<Object>> live = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();

  private MemoryTable(List<DataType> types) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Column(10 + i, "C" + i, types.get(i), true));
    }
    schema = new TableSchema(columns, List.of(), "", List.of());
  }

  /// @param rows texts may be String
  public static MemoryTable of(List<DataType> types, int segmentRows, List<List<Object>> rows) {
    MemoryTable table = new MemoryTable(types);
    for (int from = 0; from < rows.size(); from += segmentRows) {
      table.add(rows.subList(from, Math.min(rows.size(), from + segmentRows)), new RoaringBitmap());
    }
    return table;
  }

  /// Like [#of], with segments of random sizes and deleted rows among the others.
  public static MemoryTable scattered(
      List<DataType> types, List<List<Object>> rows, Random random, int largestSegment) {
    MemoryTable table = new MemoryTable(types);
    int from = 0;
    while (from < rows.size()) {
      int count = Math.min(rows.size() - from, 1 + random.nextInt(largestSegment));
      List<List<Object>> stored = new ArrayList<>();
      RoaringBitmap deleted = new RoaringBitmap();
      int rarity = 2 + random.nextInt(5);
      boolean deletes = random.nextBoolean();
      for (List<Object> row : rows.subList(from, from + count)) {
        while (deletes && random.nextInt(rarity) == 0) {
          deleted.add(stored.size());
          stored.add(row);
        }
        stored.add(row);
      }
      table.add(stored, deleted);
      from += count;
    }
    return table;
  }

  private void add(List<List<Object>> rows, RoaringBitmap deleted) {
    List<Object[]> stored = new ArrayList<>();
    for (List<Object> row : rows) {
      Object[] cells = row.toArray();
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cells[i] instanceof String text ? Cells.bytes(text) : cells[i];
      }
      if (!deleted.contains(stored.size())) {
        live.add(Arrays.stream(cells).map(Cells::readable).toList());
      }
      stored.add(cells);
    }
    segments.add(new MemorySegment(schema.columns(), stored, deleted, reads));
  }

  /// The live rows, texts as [Cells#readable] has them.
  public List<List<Object>> rows() {
    return live;
  }

  /// How many column readers were asked for.
  public int reads() {
    return reads.get();
  }

  @Override
  public TableId id() {
    return TableId.random();
  }

  @Override
  public String name() {
    return "T";
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  @Override
  public OptionalLong version() {
    return OptionalLong.of(1);
  }

  @Override
  public long rowCount() {
    return live.size();
  }

  @Override
  public List<? extends Segment> segments() {
    return segments;
  }

  @Override
  public long find(byte[] key) {
    return -1;
  }

  @Override
  public KeySearch search() {
    throw new AssertionError();
  }

  @Override
  public TableSnapshot index(Index index) {
    throw new AssertionError();
  }
}
