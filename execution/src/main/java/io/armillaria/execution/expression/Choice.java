package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;

/// CASE: each condition is computed for the rows that no branch has taken yet, each value for the
/// rows that take it.
final class Choice implements Evaluator {
  private final Evaluator[] conditions;
  private final Evaluator[] values;
  private final Evaluator otherwise;
  private final ScatterColumn result;
  private final int[][] rests;
  private final int[][] takers;

  Choice(Evaluator[] conditions, Evaluator[] values, Evaluator otherwise, DataType.Layout layout) {
    this.conditions = conditions;
    this.values = values;
    this.otherwise = otherwise;
    this.result = new ScatterColumn(layout);
    this.rests = new int[conditions.length][Batch.CAPACITY];
    this.takers = new int[conditions.length][Batch.CAPACITY];
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    result.reset();
    Batch rest = batch;
    for (int b = 0; b < conditions.length && rest.selected() > 0; b++) {
      rest = branch(b, rest);
    }
    if (rest.selected() > 0) {
      put(otherwise, rest, rest.selection() == null ? Rows.all() : rest.selection());
    }
    return result.vector();
  }

  @Override
  public boolean fallible() {
    boolean fallible = otherwise.fallible();
    for (int i = 0; i < conditions.length; i++) {
      fallible |= conditions[i].fallible() || values[i].fallible();
    }
    return fallible;
  }

  private Batch branch(int index, Batch batch) {
    LongVector holds = (LongVector) conditions[index].evaluate(batch);
    int[] taking = takers[index];
    int[] leaving = rests[index];
    int taken = 0;
    int left = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (holds.values()[i] != 0 && !holds.isNull(i)) {
        taking[taken++] = i;
      } else {
        leaving[left++] = i;
      }
    }
    if (taken > 0) {
      put(values[index], batch.select(taking, taken), taking);
    }
    return batch.select(leaving, left);
  }

  private void put(Evaluator value, Batch batch, int[] rows) {
    result.put(value.evaluate(batch), rows, batch.selected());
  }
}
