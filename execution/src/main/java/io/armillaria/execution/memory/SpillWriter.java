package io.armillaria.execution.memory;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.util.Arrays;
import java.util.List;

/// Gathers rows into pages of [SpilledRows]. Belongs to one thread.
public final class SpillWriter {
  private final SpilledRows target;
  private final int pageBytes;
  private final GrowingColumn[] columns;
  private int rows;
  private long bytes;

  /// @param pageBytes how large a page should be
  public SpillWriter(SpilledRows target, List<DataType> types, int pageBytes) {
    this.target = target;
    this.pageBytes = pageBytes;
    this.columns = GrowingColumn.of(types.stream().map(DataType::layout).toArray(Layout[]::new));
  }

  /// Adds the rows of a batch that count.
  public void add(Batch batch) {
    add(batch.columns(), batch.selection(), batch.selected());
  }

  /// Adds the rows `selection[0 .. count)`, or the first `count` when it is null.
  ///
  /// @param count at most [Batch#CAPACITY]
  public void add(ColumnVector[] from, int[] selection, int count) {
    if (rows + count > Batch.CAPACITY) {
      flush();
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(from[i], selection, count);
      bytes += bytes(from[i], selection, count);
    }
    rows += count;
    if (bytes >= pageBytes || rows == Batch.CAPACITY) {
      flush();
    }
  }

  /// Writes the rows that wait for a page to be full.
  public void flush() {
    if (rows == 0) {
      return;
    }
    target.add(
        Arrays.stream(columns).map(GrowingColumn::vector).toArray(ColumnVector[]::new), rows);
    for (GrowingColumn column : columns) {
      column.clear();
    }
    rows = 0;
    bytes = 0;
  }

  /// Bytes of the values of rows.
  public static long bytes(ColumnVector from, int[] selection, int count) {
    return switch (from) {
      case LongVector _, DoubleVector _ -> 8L * count;
      case Int128Vector _ -> 16L * count;
      case BytesVector v -> {
        long sum = 4L * count;
        for (int k = 0; k < count; k++) {
          sum += v.lengths()[selection == null ? k : selection[k]];
        }
        yield sum;
      }
    };
  }
}
