package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// New values for some columns of some rows of one segment, until all of them are there: then the
/// other columns are read once, or shared.
final class SegmentUpdates {
  private final int segment;
  private final List<Column> columns;
  private final List<VectorBuilder> builders = new ArrayList<>();
  private long[] addresses = new long[8];
  private int rows;
  private boolean ascending = true;

  /// @param columns those that get new values
  SegmentUpdates(int segment, List<Column> columns) {
    this.segment = segment;
    this.columns = columns;
    columns.forEach(column -> builders.add(VectorBuilder.of(column.type().layout(), 8)));
  }

  int segment() {
    return segment;
  }

  int rows() {
    return rows;
  }

  /// Adds the rows `from .. to`.
  void append(long[] moreAddresses, ColumnVector[] values, int from, int to) {
    int count = to - from;
    if (rows + count > addresses.length) {
      addresses = Arrays.copyOf(addresses, Math.max(2 * addresses.length, rows + count));
    }
    System.arraycopy(moreAddresses, from, addresses, rows, count);
    for (int i = Math.max(1, rows); i < rows + count; i++) {
      ascending &= addresses[i - 1] < addresses[i];
    }
    for (int i = 0; i < values.length; i++) {
      builders.get(i).appendRange(values[i], from, count);
    }
    rows += count;
  }

  /// The rows in the order in which they lie.
  Sorted sorted() {
    List<ColumnVector> vectors = builders.stream().map(VectorBuilder::build).toList();
    RowBlock block = new RowBlock(columns, vectors, rows);
    if (ascending) {
      return new Sorted(addresses, block);
    }
    long[] places = new long[rows];
    for (int i = 0; i < rows; i++) {
      places[i] = (addresses[i] & 0xFFFF_FFFFL) << 32 | i;
    }
    Arrays.sort(places);
    int[] order = new int[rows];
    long[] sorted = new long[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = (int) places[i];
      sorted[i] = addresses[order[i]];
    }
    return new Sorted(sorted, RowSpool.gather(block, order));
  }

  /// @param addresses of the rows; the array may be longer
  record Sorted(long[] addresses, RowBlock values) {}
}
