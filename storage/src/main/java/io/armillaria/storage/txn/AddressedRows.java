package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType.Layout;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/// Reads rows of several segments by their addresses, neighbours at once. Keeps its readers between
/// calls. Not thread safe.
final class AddressedRows {
  private static final int NEAR = 16;

  private final Source source;
  private final List<Column> columns;
  private final Int2ObjectHashMap<ColumnReader[]> readers = new Int2ObjectHashMap<>();

  /// Where the segments are.
  interface Source {
    ColumnReader reader(int segment, Column column);
  }

  AddressedRows(TableSnapshot table, List<Column> columns) {
    this((segment, column) -> table.segments().get(segment).reader(column), columns);
  }

  AddressedRows(Source source, List<Column> columns) {
    this.source = source;
    this.columns = columns;
  }

  /// The rows in all columns.
  RowBlock read(long[] addresses, int count) {
    List<ColumnVector> vectors = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      vectors.add(column(addresses, count, i));
    }
    return new RowBlock(columns, vectors, count);
  }

  /// The rows in one column.
  ///
  /// @param ordinal its place among those given at first
  ColumnVector column(long[] addresses, int count, int ordinal) {
    VectorBuilder builder = VectorBuilder.of(columns.get(ordinal).type().layout(), count);
    append(addresses, count, ordinal, builder);
    return builder.build();
  }

  private void append(long[] addresses, int count, int ordinal, VectorBuilder builder) {
    for (int from = 0; from < count; ) {
      int segment = (int) (addresses[from] >>> 32);
      int to = from + 1;
      while (to < count && (int) (addresses[to] >>> 32) == segment) {
        to++;
      }
      append(reader(segment, ordinal), addresses, from, to, ordinal, builder);
      from = to;
    }
  }

  /// Rows of one segment: near ones are read with what lies between them.
  private void append(
      ColumnReader reader, long[] addresses, int from, int to, int ordinal, VectorBuilder builder) {
    Layout layout = columns.get(ordinal).type().layout();
    while (from < to) {
      int first = (int) addresses[from];
      int end = from + 1;
      while (end < to
          && addresses[end] > addresses[end - 1]
          && addresses[end] - addresses[end - 1] <= NEAR) {
        end++;
      }
      int span = (int) addresses[end - 1] + 1 - first;
      ColumnVector run = ColumnVectors.read(reader, layout, first, span);
      if (span == end - from) {
        builder.appendRange(run, 0, span);
      } else {
        for (int i = from; i < end; i++) {
          builder.appendFrom(run, (int) addresses[i] - first);
        }
      }
      from = end;
    }
  }

  private ColumnReader reader(int segment, int ordinal) {
    ColumnReader[] ofSegment = readers.get(segment);
    if (ofSegment == null) {
      ofSegment = new ColumnReader[columns.size()];
      readers.put(segment, ofSegment);
    }
    if (ofSegment[ordinal] == null) {
      ofSegment[ordinal] = source.reader(segment, columns.get(ordinal));
    }
    return ofSegment[ordinal];
  }
}
