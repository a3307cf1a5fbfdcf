package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A window's rows, sorted by its partition and order, and where each partition ends.
///
/// @param starts of the partitions, and behind them the number of rows
record WindowRows(ColumnVector[] columns, int rows, int[] starts, List<SortKey> order) {
  static WindowRows of(Query query, PhysicalPlan.Window plan, RowSet input) {
    List<SortKey> partition =
        plan.partition().stream().map(column -> new SortKey(column, false, false)).toList();
    List<SortKey> keys = new ArrayList<>(partition);
    keys.addAll(plan.order());
    ColumnVector[] columns = input.columns();
    if (!keys.isEmpty()) {
      int[] order = IndexSort.sorted(query, columns, keys, input.rows());
      columns =
          Arrays.stream(columns)
              .map(column -> inOrder(query, column, order))
              .toArray(ColumnVector[]::new);
    }
    RowOrder partitions = new RowOrder(columns, partition);
    int[] starts = new int[16];
    int count = 0;
    for (int row = 0; row < input.rows(); row++) {
      query.check(row);
      if (row == 0 || partitions.compare(row - 1, row) != 0) {
        if (count + 1 == starts.length) {
          starts = Arrays.copyOf(starts, count * 2 + 2);
        }
        starts[count++] = row;
      }
    }
    starts[count] = input.rows();
    return new WindowRows(columns, input.rows(), Arrays.copyOf(starts, count + 1), plan.order());
  }

  int partitions() {
    return starts.length - 1;
  }

  private static ColumnVector inOrder(Query query, ColumnVector column, int[] order) {
    boolean[] nulls = null;
    if (column.nulls() != null) {
      nulls = new boolean[order.length];
      for (int i = 0; i < order.length; i++) {
        query.check(i);
        nulls[i] = column.nulls()[order[i]];
      }
    }
    return switch (column) {
      case LongVector v -> new LongVector(longs(query, v.values(), order), nulls);
      case Int128Vector v ->
          new Int128Vector(longs(query, v.high(), order), longs(query, v.low(), order), nulls);
      case BytesVector v ->
          new BytesVector(
              v.data(), ints(query, v.starts(), order), ints(query, v.lengths(), order), nulls);
      case DoubleVector v -> {
        double[] values = new double[order.length];
        for (int i = 0; i < order.length; i++) {
          query.check(i);
          values[i] = v.values()[order[i]];
        }
        yield new DoubleVector(values, nulls);
      }
    };
  }

  private static long[] longs(Query query, long[] values, int[] order) {
    long[] result = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      query.check(i);
      result[i] = values[order[i]];
    }
    return result;
  }

  private static int[] ints(Query query, int[] values, int[] order) {
    int[] result = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      query.check(i);
      result[i] = values[order[i]];
    }
    return result;
  }
}
