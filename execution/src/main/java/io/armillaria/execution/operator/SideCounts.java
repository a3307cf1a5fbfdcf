package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan.SetKind;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How often each distinct row came from the left and from the right.
final class SideCounts implements Sink {
  private final GroupTable table;
  private final int leftMorsels;
  private final int columns;
  private final int[] groups = new int[Batch.CAPACITY];
  private long[] left = new long[64];
  private long[] right = new long[64];

  /// @param leftMorsels the morsels with smaller numbers are left's
  SideCounts(List<DataType> types, int leftMorsels) {
    this.table = new GroupTable(types);
    this.leftMorsels = leftMorsels;
    this.columns = types.size();
  }

  @Override
  public void take(Batch batch, int morsel) {
    table.assign(batch.columns(), batch, groups);
    reserve();
    long[] counts = morsel < leftMorsels ? left : right;
    for (int k = 0; k < batch.selected(); k++) {
      counts[groups[batch.selection() == null ? k : batch.selection()[k]]]++;
    }
  }

  void merge(SideCounts other) {
    int[] target = new int[other.table.groups()];
    table.adopt(other.table, target);
    reserve();
    for (int i = 0; i < target.length; i++) {
      left[target[i]] += other.left[i];
      right[target[i]] += other.right[i];
    }
  }

  RowSet distinctRows() {
    return new RowSet(table.keys(), table.groups());
  }

  /// The numbers of the distinct rows that the operation gives, each as often as it gives it.
  int[] rows(SetKind kind, boolean all) {
    long total = IntStream.range(0, table.groups()).mapToLong(i -> times(i, kind, all)).sum();
    if (total > Integer.MAX_VALUE - 8) {
      throw new Failure.OutOfMemory("The result of " + kind + " has " + total + " rows.").raise();
    }
    int[] rows = new int[(int) total];
    int used = 0;
    for (int i = 0; i < table.groups(); i++) {
      int next = used + (int) times(i, kind, all);
      Arrays.fill(rows, used, next, i);
      used = next;
    }
    return rows;
  }

  private long times(int group, SetKind kind, boolean all) {
    long times =
        switch (kind) {
          case INTERSECT -> Math.min(left[group], right[group]);
          case EXCEPT -> all || right[group] == 0 ? Math.max(0, left[group] - right[group]) : 0;
        };
    return all ? times : Math.min(1, times);
  }

  private void reserve() {
    // without columns all rows are one group
    int wanted = columns == 0 ? 1 : table.groups();
    if (wanted > left.length) {
      int size = Math.max(wanted, left.length * 2);
      left = Arrays.copyOf(left, size);
      right = Arrays.copyOf(right, size);
    }
  }
}
