package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;
import org.agrona.collections.LongHashSet;

/// IN over longs: a few members are compared one after the other, many are looked up in a hash set.
final class LongMembership implements Evaluator {
  private static final int FEW = 8;

  private final Evaluator operand;
  private final long[] members;
  private final LongHashSet set;
  private final boolean nullMember;
  private final long[] values = new long[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];

  LongMembership(Evaluator operand, long[] members, boolean nullMember) {
    this.operand = operand;
    this.members = members;
    this.nullMember = nullMember;
    if (members.length > FEW) {
      set = new LongHashSet(members.length);
      Arrays.stream(members).forEach(set::add);
    } else {
      set = null;
    }
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    LongVector input = (LongVector) operand.evaluate(batch);
    long[] from = input.values();
    int rows = batch.rows();
    if (set == null) {
      compare(from, rows);
    } else {
      for (int k = 0; k < batch.selected(); k++) {
        int i = batch.selection() == null ? k : batch.selection()[k];
        values[i] = set.contains(from[i]) ? 1 : 0;
      }
    }
    if (!nullMember) {
      return new LongVector(values, input.nulls());
    }
    for (int i = 0; i < rows; i++) {
      nulls[i] = input.isNull(i) || values[i] == 0;
    }
    return new LongVector(values, nulls);
  }

  @Override
  public boolean fallible() {
    return operand.fallible();
  }

  private void compare(long[] from, int rows) {
    Arrays.fill(values, 0, rows, 0);
    for (long member : members) {
      for (int i = 0; i < rows; i++) {
        long difference = from[i] ^ member;
        values[i] |= ((difference | -difference) >>> 63) ^ 1;
      }
    }
  }
}
