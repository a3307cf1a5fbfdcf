package io.armillaria.execution;

import io.armillaria.storage.column.ColumnChunk;
import io.armillaria.storage.column.ColumnEncoder;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// A table whose columns are encoded chunks in native memory, as storage has them mapped; column i
/// has id i.
public final class EncodedTable implements TableSnapshot {
  private static final int SEGMENT = 1 << 16;

  private final TableSchema schema;
  private final List<Segment> segments = new ArrayList<>();
  private final int rows;

  /// @param columns of `rows` values each
  public EncodedTable(List<DataType> types, List<ColumnVector> columns, int rows) {
    this.rows = rows;
    List<Column> described =
        IntStream.range(0, types.size())
            .mapToObj(i -> new Column(i, "C" + i, types.get(i), true))
            .toList();
    schema = new TableSchema(described, List.of(), "", List.of());
    for (int from = 0; from < rows; from += SEGMENT) {
      int count = Math.min(SEGMENT, rows - from);
      List<ColumnReader> readers = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        byte[] chunk = ColumnEncoder.encode(types.get(i), columns.get(i), from, count);
        MemorySegment bytes = Arena.ofAuto().allocate(chunk.length, 64);
        readers.add(ColumnChunk.open(bytes.copyFrom(MemorySegment.ofArray(chunk))));
      }
      segments.add(new EncodedSegment(count, new RoaringBitmap(), readers));
    }
  }

  private record EncodedSegment(int rows, RoaringBitmap deleted, List<ColumnReader> readers)
      implements Segment {
    @Override
    public ColumnStatistics statistics(Column column) {
      return reader(column).statistics();
    }

    @Override
    public ColumnReader reader(Column column) {
      return readers.get(column.id());
    }
  }

  @Override
  public TableId id() {
    return TableId.random();
  }

  @Override
  public String name() {
    return "ENCODED";
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
    return rows;
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
