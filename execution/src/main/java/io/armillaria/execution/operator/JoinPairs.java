package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Expressions;
import io.armillaria.execution.expression.RowFilter;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Up to a batch of pairs of a left and a right row, which a join has found; right may be -1, for
/// NULLs.
final class JoinPairs {
  private final int[] left = new int[Batch.CAPACITY];
  private final int[] right = new int[Batch.CAPACITY];
  private final int leftWidth;
  private final ColumnGatherer[] gatherers;
  private final RowFilter condition;
  private final int[] conditionColumns;
  private final boolean[] wanted;
  private int count;

  JoinPairs(
      Query query,
      List<DataType> leftTypes,
      List<DataType> rightTypes,
      Optional<Expression> condition) {
    this(query, leftTypes, rightTypes, condition, null);
  }

  /// @param wanted which columns to give as rows; null for all
  JoinPairs(
      Query query,
      List<DataType> leftTypes,
      List<DataType> rightTypes,
      Optional<Expression> condition,
      boolean[] wanted) {
    this.wanted = wanted;
    this.leftWidth = leftTypes.size();
    List<DataType> types = new ArrayList<>(leftTypes);
    types.addAll(rightTypes);
    this.gatherers = ColumnGatherer.of(types);
    this.condition =
        condition
            .map(c -> new RowFilter(query.compiler().compileAll(Conjuncts.of(c))))
            .orElse(null);
    this.conditionColumns = condition.map(Expressions::columns).orElse(new int[0]);
  }

  int count() {
    return count;
  }

  boolean full() {
    return count == Batch.CAPACITY;
  }

  int left(int pair) {
    return left[pair];
  }

  int right(int pair) {
    return right[pair];
  }

  void clear() {
    count = 0;
  }

  void add(int leftRow, int rightRow) {
    left[count] = leftRow;
    right[count] = rightRow;
    count++;
  }

  /// Keeps the pairs whose keys are equal.
  void keepEqual(ColumnVector[] leftKeys, ColumnVector[] rightKeys, boolean[] scratch) {
    KeyEquality.compare(leftKeys, left, rightKeys, right, count, scratch);
    keep(scratch);
  }

  /// Keeps the pairs whose keys are equal, or may be: because one is NULL.
  ///
  /// @param nullSafe by key, whether NULL equals NULL and nothing else
  void keepPossiblyEqual(
      ColumnVector[] leftKeys, ColumnVector[] rightKeys, boolean[] nullSafe, boolean[] scratch) {
    KeyEquality.comparePossibly(leftKeys, left, rightKeys, right, nullSafe, count, scratch);
    keep(scratch);
  }

  private void keep(boolean[] scratch) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      left[kept] = left[i];
      right[kept] = right[i];
      kept += scratch[i] ? 1 : 0;
    }
    count = kept;
  }

  /// Keeps the pairs for which the join's condition is TRUE.
  void keepMatching(ColumnVector[] leftColumns, ColumnVector[] rightColumns) {
    if (condition == null || count == 0) {
      return;
    }
    ColumnVector[] columns = new ColumnVector[gatherers.length];
    for (int column : conditionColumns) {
      columns[column] = gather(column, leftColumns, rightColumns);
    }
    Batch kept = condition.apply(new Batch(columns, count));
    if (kept == null) {
      count = 0;
    } else if (kept.selection() != null) {
      for (int k = 0; k < kept.selected(); k++) {
        left[k] = left[kept.selection()[k]];
        right[k] = right[kept.selection()[k]];
      }
      count = kept.selected();
    }
  }

  /// The pairs as rows: left's columns, then right's.
  Batch rows(ColumnVector[] leftColumns, ColumnVector[] rightColumns) {
    ColumnVector[] columns = new ColumnVector[gatherers.length];
    for (int column = 0; column < columns.length; column++) {
      if (isWanted(column)) {
        columns[column] = gather(column, leftColumns, rightColumns);
      }
    }
    return new Batch(columns, count);
  }

  /// The pairs as rows, all of right's columns NULL.
  Batch leftRows(ColumnVector[] leftColumns) {
    ColumnVector[] columns = new ColumnVector[gatherers.length];
    for (int column = 0; column < columns.length; column++) {
      if (isWanted(column)) {
        columns[column] =
            column < leftWidth
                ? gatherers[column].gather(leftColumns[column], left, count)
                : gatherers[column].nulls(count);
      }
    }
    return new Batch(columns, count);
  }

  private boolean isWanted(int column) {
    return wanted == null || wanted[column];
  }

  private ColumnVector gather(int column, ColumnVector[] leftColumns, ColumnVector[] rightColumns) {
    return column < leftWidth
        ? gatherers[column].gather(leftColumns[column], left, count)
        : gatherers[column].gather(rightColumns[column - leftWidth], right, count);
  }
}
