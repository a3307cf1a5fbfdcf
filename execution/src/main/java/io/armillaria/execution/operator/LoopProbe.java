package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;

/// Pairs each left row with all right rows.
final class LoopProbe implements Operator {
  private final Query query;
  private final Operator input;
  private final RowSet right;
  private final JoinPairs pairs;
  private final JoinMatches matches;
  private Batch batch;
  private int position;
  private int rightRow;

  LoopProbe(Query query, Operator input, RowSet right, JoinPairs pairs, JoinMatches matches) {
    this.query = query;
    this.input = input;
    this.right = right;
    this.pairs = pairs;
    this.matches = matches;
  }

  @Override
  public Batch next() {
    while (true) {
      if (batch == null) {
        batch = input.next();
        if (batch == null) {
          return null;
        }
        matches.begin(batch);
        position = 0;
        rightRow = 0;
      }
      query.check();
      find();
      pairs.keepMatching(batch.columns(), right.columns());
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

  private void find() {
    pairs.clear();
    int[] selection = batch.selection();
    for (; position < batch.selected(); position++) {
      int row = selection == null ? position : selection[position];
      if (rightRow > 0 && matches.settled(row)) {
        rightRow = right.rows();
      }
      while (rightRow < right.rows()) {
        if (pairs.full()) {
          return;
        }
        pairs.add(row, rightRow++);
      }
      rightRow = 0;
    }
  }
}
