package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/// Reads rows of a snapshot by their addresses, a run of neighbours at a time. Keeps its readers
/// between calls. Not thread safe.
final class AddressedRows {
  private final TableSnapshot table;
  private final List<Column> columns;
  private final Int2ObjectHashMap<ColumnReader[]> readers = new Int2ObjectHashMap<>();

  AddressedRows(TableSnapshot table, List<Column> columns) {
    this.table = table;
    this.columns = columns;
  }

  /// The rows in all columns.
  RowBlock read(long[] addresses, int count) {
    List<ColumnVector> vectors = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(columns.get(i).type().layout(), count);
      append(addresses, count, i, builder);
      vectors.add(builder.build());
    }
    return new RowBlock(columns, vectors, count);
  }

  /// Appends the values of one column.
  ///
  /// @param ordinal the column's place among those given at first
  void append(long[] addresses, int count, int ordinal, VectorBuilder builder) {
    Column column = columns.get(ordinal);
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && addresses[to] == addresses[to - 1] + 1) {
        to++;
      }
      ColumnReader reader = reader((int) (addresses[from] >>> 32), ordinal);
      ColumnVector run =
          ColumnVectors.read(reader, column.type().layout(), (int) addresses[from], to - from);
      builder.appendRange(run, 0, to - from);
      from = to;
    }
  }

  private ColumnReader reader(int segment, int ordinal) {
    ColumnReader[] ofSegment = readers.get(segment);
    if (ofSegment == null) {
      ofSegment = new ColumnReader[columns.size()];
      readers.put(segment, ofSegment);
    }
    if (ofSegment[ordinal] == null) {
      ofSegment[ordinal] = table.segments().get(segment).reader(columns.get(ordinal));
    }
    return ofSegment[ordinal];
  }
}
