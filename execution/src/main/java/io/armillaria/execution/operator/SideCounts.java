package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan.SetKind;
import io.armillaria.execution.plan.PhysicalPlan.SetOperation;
import io.armillaria.storage.failure.Failure;
import java.util.Arrays;

/// How often each distinct row came from the left and from the right.
final class SideCounts implements HashedGroups {
  static final int LEFT = 0;
  static final int RIGHT = 1;

  private final Query query;
  private final SetOperation operation;
  private final GroupTable table;
  private final int columns;
  private final int[] groups = new int[Batch.CAPACITY];
  private long[] left = new long[64];
  private long[] right = new long[64];

  SideCounts(Query query, SetOperation operation) {
    this.query = query;
    this.operation = operation;
    this.table = new GroupTable(query, operation.types());
    this.columns = operation.types().size();
  }

  @Override
  public void add(Batch batch, int side) {
    table.assign(batch.columns(), batch, groups);
    reserve();
    long[] counts = side == LEFT ? left : right;
    for (int k = 0; k < batch.selected(); k++) {
      counts[groups[batch.selection() == null ? k : batch.selection()[k]]]++;
    }
  }

  @Override
  public void merge(HashedGroups other, HashRange range) {
    SideCounts from = (SideCounts) other;
    int[] target = new int[from.table.groups()];
    table.adopt(from.table, range, target);
    reserve();
    for (int i = 0; i < target.length; i++) {
      query.check(i);
      if (target[i] >= 0) {
        left[target[i]] += from.left[i];
        right[target[i]] += from.right[i];
      }
    }
  }

  @Override
  public int count(HashRange range) {
    return table.count(range);
  }

  @Override
  public long bytes() {
    return table.bytes() + 2L * Long.BYTES * left.length;
  }

  @Override
  public long bytesWith(Batch batch) {
    int most = table.groups() + batch.selected();
    return bytes()
        + table.growth(batch.columns(), batch)
        + (most > left.length ? 4L * Long.BYTES * Math.max(most, left.length) : 0);
  }

  @Override
  public boolean slim() {
    return table.dropShortcut();
  }

  @Override
  public boolean relieve() {
    return false;
  }

  @Override
  public Source output() {
    int[] order = rows(operation.kind(), operation.all());
    RowSet rows = new RowSet(table.keys(), table.groups());
    return new OrderedSource(query, rows, operation.types(), order, 0, order.length);
  }

  @Override
  public void close() {}

  /// The numbers of the distinct rows that the operation gives, each as often as it gives it.
  private int[] rows(SetKind kind, boolean all) {
    long total = 0;
    for (int i = 0; i < table.groups(); i++) {
      query.check(i);
      total += times(i, kind, all);
    }
    if (total > Integer.MAX_VALUE - 8) {
      throw new Failure.OutOfMemory("The result of " + kind + " has " + total + " rows.").raise();
    }
    int[] rows = new int[(int) total];
    int used = 0;
    for (int i = 0; i < table.groups(); i++) {
      query.check(i);
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
