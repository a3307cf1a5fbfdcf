package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;

/// NOT IN: passes the left rows whose keys differ from those of every right row for which the
/// residual condition holds. A NULL may equal anything, so a left row with NULL is compared with
/// all right rows, and one without with those of its hash and the *loose* ones, which have NULL.
final class NullAwareProbe implements Operator {
  private final Query query;
  private final Operator input;
  private final JoinTable table;
  private final int[] loose;
  private final int[] keyColumns;
  private final boolean[] nullSafe;
  private final JoinPairs pairs;
  private final JoinMatches matches;
  private final long[] hashes = new long[Batch.CAPACITY];
  private final boolean[] scratch = new boolean[Batch.CAPACITY];

  NullAwareProbe(
      Query query,
      Operator input,
      JoinTable table,
      int[] loose,
      PhysicalPlan.HashJoin join,
      boolean[] nullSafe,
      CarriedMatches carried) {
    this.query = query;
    this.input = input;
    this.table = table;
    this.loose = loose;
    this.keyColumns = Keys.array(join.leftKeys());
    this.nullSafe = nullSafe;
    this.pairs = new JoinPairs(query, join.left().types(), join.right().types(), join.residual());
    this.matches = new JoinMatches(join.kind(), pairs, table.rows(), null, carried);
  }

  @Override
  public Batch next() {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      ColumnVector[] keys = Keys.of(batch.columns(), keyColumns);
      ColumnVector[] excluding = Keys.excluded(keys, nullSafe);
      Hashes.of(keys, batch.selection(), batch.selected(), hashes);
      matches.begin(batch);
      pairs.clear();
      for (int k = 0; k < batch.selected(); k++) {
        int row = batch.selection() == null ? k : batch.selection()[k];
        if (Keys.anyNull(excluding, row)) {
          compareWithAll(batch, keys, row);
        } else {
          compareWithCandidates(batch, keys, row);
        }
      }
      flush(batch, keys);
      Batch output = matches.end();
      if (output != null) {
        return output;
      }
    }
    return null;
  }

  private void compareWithAll(Batch batch, ColumnVector[] keys, int row) {
    for (int right = 0; right < table.rows().rows() && !matches.settled(row); right++) {
      add(batch, keys, row, right);
    }
  }

  private void compareWithCandidates(Batch batch, ColumnVector[] keys, int row) {
    for (int right = table.first(hashes[row]); right != 0; right = table.after(right - 1)) {
      if (table.hash(right - 1) == hashes[row]) {
        add(batch, keys, row, right - 1);
      }
    }
    for (int i = 0; i < loose.length && !matches.settled(row); i++) {
      add(batch, keys, row, loose[i]);
    }
  }

  private void add(Batch batch, ColumnVector[] keys, int row, int right) {
    pairs.add(row, right);
    if (pairs.full()) {
      flush(batch, keys);
    }
  }

  private void flush(Batch batch, ColumnVector[] keys) {
    query.check();
    pairs.keepPossiblyEqual(keys, table.keys(), nullSafe, scratch);
    pairs.keepMatching(batch.columns(), table.rows().columns());
    matches.mark();
    pairs.clear();
  }
}
