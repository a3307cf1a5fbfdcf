package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.failure.Failure;
import java.util.Arrays;

/// Turns the pairs that a join finds into its output, by its kind.
final class JoinMatches {
  private final JoinKind kind;
  private final JoinPairs pairs;
  private final RowSet right;
  private final boolean[] rightMatched;
  private final CarriedMatches carried;
  private final boolean[] leftMatched = new boolean[Batch.CAPACITY];
  private final int[] selection = new int[Batch.CAPACITY];
  private Batch batch;

  /// @param rightMatched flags of right's rows to set, for kinds that keep right; else null
  /// @param carried where the left rows' flags go that are told later, when all of right has been
  ///   seen; null if `right` is all
  JoinMatches(
      JoinKind kind,
      JoinPairs pairs,
      RowSet right,
      boolean[] rightMatched,
      CarriedMatches carried) {
    this.kind = kind;
    this.pairs = pairs;
    this.right = right;
    this.rightMatched = rightMatched;
    this.carried = carried;
  }

  /// The next pairs are of rows of that left batch.
  void begin(Batch left) {
    batch = left;
    if (carried == null) {
      Arrays.fill(leftMatched, 0, left.rows(), false);
    } else {
      carried.load(leftMatched, left.rows());
    }
  }

  /// Whether further partners of a left row change nothing.
  boolean settled(int leftRow) {
    return switch (kind) {
      case SEMI, ANTI, NULL_AWARE_ANTI -> leftMatched[leftRow];
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE, RIGHT_SEMI, RIGHT_ANTI -> false;
    };
  }

  /// The rows that the current pairs give; null for none.
  Batch take() {
    if (pairs.count() == 0) {
      return null;
    }
    mark();
    return switch (kind) {
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> pairs.rows(batch.columns(), right.columns());
      case SEMI, ANTI, NULL_AWARE_ANTI, RIGHT_SEMI, RIGHT_ANTI -> null;
    };
  }

  /// Remembers which rows the current pairs are of.
  void mark() {
    switch (kind) {
      case INNER -> {}
      case LEFT, SEMI, ANTI, NULL_AWARE_ANTI -> markLeft();
      case RIGHT, RIGHT_SEMI, RIGHT_ANTI -> markRight();
      case FULL -> {
        markLeft();
        markRight();
      }
      case LEFT_SINGLE -> markSingle();
    }
  }

  /// The rows that are known only when all pairs of the left batch have been seen; null for none.
  Batch end() {
    if (carried != null) {
      carried.store(leftMatched, batch.rows());
      return null;
    }
    return switch (kind) {
      case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> null;
      case SEMI -> leftRows(true);
      case ANTI, NULL_AWARE_ANTI -> leftRows(false);
      case LEFT, FULL, LEFT_SINGLE -> leftAlone();
    };
  }

  private Batch leftRows(boolean matched) {
    int count = select(matched);
    return count == 0 ? null : batch.select(selection, count);
  }

  private Batch leftAlone() {
    int count = select(false);
    if (count == 0) {
      return null;
    }
    pairs.clear();
    for (int k = 0; k < count; k++) {
      pairs.add(selection[k], -1);
    }
    return pairs.leftRows(batch.columns());
  }

  private int select(boolean matched) {
    int count = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int row = batch.selection() == null ? k : batch.selection()[k];
      selection[count] = row;
      count += leftMatched[row] == matched ? 1 : 0;
    }
    return count;
  }

  private void markLeft() {
    for (int i = 0; i < pairs.count(); i++) {
      leftMatched[pairs.left(i)] = true;
    }
  }

  // several threads may set the same flag; all set it to true, and it is read after all have ended
  private void markRight() {
    for (int i = 0; i < pairs.count(); i++) {
      rightMatched[pairs.right(i)] = true;
    }
  }

  private void markSingle() {
    for (int i = 0; i < pairs.count(); i++) {
      if (leftMatched[pairs.left(i)]) {
        throw new Failure.Cardinality("A scalar subquery gave more than one row.").raise();
      }
      leftMatched[pairs.left(i)] = true;
    }
  }
}
