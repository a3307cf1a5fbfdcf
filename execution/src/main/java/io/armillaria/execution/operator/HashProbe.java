package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// Finds the partners of each left row in a [JoinTable]; what becomes of them is [JoinMatches]'
/// business.
final class HashProbe implements Operator {
  private static final int FRESH = -1;

  private final Query query;
  private final Operator input;
  private final JoinTable table;
  private final DenseIndex dense;
  // whether one partner says all about a left row
  private final boolean onePartner;
  private final int[] keyColumns;
  private final boolean[] nullSafe;
  private final JoinPairs pairs;
  private final JoinMatches matches;
  private final long[] hashes = new long[Batch.CAPACITY];
  private final boolean[] scratch = new boolean[Batch.CAPACITY];
  private Batch batch;
  private ColumnVector[] keys;
  private ColumnVector[] excluding;
  private int position;
  // where to go on in the chain of the row at `position`: FRESH at its beginning
  private int chain;

  /// @param wanted which columns of the output matter; the others may be missing
  /// @param carried see [JoinMatches]
  HashProbe(
      Query query,
      Operator input,
      JoinTable table,
      PhysicalPlan.HashJoin join,
      boolean[] nullSafe,
      boolean[] wanted,
      CarriedMatches carried) {
    this.query = query;
    this.input = input;
    this.table = table;
    this.dense = table.dense();
    this.onePartner =
        (join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI) && join.residual().isEmpty();
    this.keyColumns = Keys.array(join.leftKeys());
    this.nullSafe = nullSafe;
    this.pairs =
        new JoinPairs(query, join.left().types(), join.right().types(), join.residual(), wanted);
    this.matches = new JoinMatches(join.kind(), pairs, table.rows(), table.matched(), carried);
  }

  @Override
  public Batch next() {
    while (true) {
      if (batch == null) {
        batch = input.next();
        if (batch == null) {
          return null;
        }
        begin();
      }
      query.check();
      if (dense == null) {
        find();
        pairs.keepEqual(keys, table.keys(), scratch);
      } else {
        findDense();
      }
      pairs.keepMatching(batch.columns(), table.rows().columns());
      Batch output = matches.take();
      if (output == null && position == batch.selected()) {
        output = matches.end();
        batch = null;
      }
      if (output != null) {
        return output;
      }
    }
  }

  private void begin() {
    keys = Keys.of(batch.columns(), keyColumns);
    excluding = Keys.excluded(keys, nullSafe);
    if (dense == null) {
      Hashes.of(keys, batch.selection(), batch.selected(), hashes);
    }
    matches.begin(batch);
    position = 0;
    chain = FRESH;
  }

  /// Fills the pairs with rows of equal hashes.
  private void find() {
    pairs.clear();
    int[] selection = batch.selection();
    for (; position < batch.selected(); position++) {
      int row = selection == null ? position : selection[position];
      int partner = chain;
      if (chain == FRESH) {
        partner = Keys.anyNull(excluding, row) ? 0 : table.first(hashes[row]);
      } else if (matches.settled(row)) {
        partner = 0;
      }
      while (partner != 0) {
        if (table.hash(partner - 1) == hashes[row]) {
          if (pairs.full()) {
            chain = partner;
            return;
          }
          pairs.add(row, partner - 1);
        }
        partner = table.after(partner - 1);
      }
      chain = FRESH;
    }
  }

  /// Fills the pairs with rows of equal keys.
  private void findDense() {
    pairs.clear();
    int[] selection = batch.selection();
    long[] values = ((LongVector) keys[0]).values();
    for (; position < batch.selected(); position++) {
      int row = selection == null ? position : selection[position];
      int partner = chain;
      if (chain == FRESH) {
        partner = Keys.anyNull(excluding, row) ? 0 : dense.first(values[row]);
      } else if (matches.settled(row)) {
        partner = 0;
      }
      while (partner != 0) {
        if (pairs.full()) {
          chain = partner;
          return;
        }
        pairs.add(row, partner - 1);
        partner = onePartner ? 0 : dense.after(partner - 1);
      }
      chain = FRESH;
    }
  }
}
