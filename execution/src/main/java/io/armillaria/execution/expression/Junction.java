package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// AND and OR in three-valued logic. A row is *decided* by the first argument that is FALSE (AND)
/// or TRUE (OR); a fallible argument is computed only for rows that are not decided yet.
final class Junction implements Evaluator {
  private final Evaluator[] arguments;
  private final long deciding;
  private final long[] values = new long[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];
  private final int[] open = new int[Batch.CAPACITY];

  private Junction(Evaluator[] arguments, long deciding) {
    this.arguments = arguments;
    this.deciding = deciding;
  }

  static Junction and(Evaluator[] arguments) {
    return new Junction(arguments, 0);
  }

  static Junction or(Evaluator[] arguments) {
    return new Junction(arguments, 1);
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    LongVector first = (LongVector) arguments[0].evaluate(batch);
    System.arraycopy(first.values(), 0, values, 0, batch.rows());
    boolean anyNull = first.nulls() != null;
    if (anyNull) {
      System.arraycopy(first.nulls(), 0, nulls, 0, batch.rows());
    }
    for (int a = 1; a < arguments.length; a++) {
      if (arguments[a].fallible()) {
        Batch rest = undecided(batch, anyNull);
        if (rest.selected() == 0) {
          break;
        }
        anyNull = merge((LongVector) arguments[a].evaluate(rest), rest, anyNull);
      } else {
        anyNull = mergeAll((LongVector) arguments[a].evaluate(batch), batch.rows(), anyNull);
      }
    }
    return new LongVector(values, anyNull ? nulls : null);
  }

  @Override
  public boolean fallible() {
    for (Evaluator argument : arguments) {
      if (argument.fallible()) {
        return true;
      }
    }
    return false;
  }

  private Batch undecided(Batch batch, boolean anyNull) {
    int count = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (values[i] != deciding || (anyNull && nulls[i])) {
        open[count++] = i;
      }
    }
    return batch.select(open, count);
  }

  private boolean mergeAll(LongVector input, int rows, boolean anyNull) {
    if (anyNull || input.nulls() != null) {
      if (!anyNull) {
        Arrays.fill(nulls, 0, rows, false);
      }
      for (int i = 0; i < rows; i++) {
        mergeRow(input, i);
      }
      return true;
    }
    long[] other = input.values();
    if (deciding == 0) {
      for (int i = 0; i < rows; i++) {
        values[i] &= other[i];
      }
    } else {
      for (int i = 0; i < rows; i++) {
        values[i] |= other[i];
      }
    }
    return false;
  }

  private boolean merge(LongVector input, Batch rest, boolean anyNull) {
    boolean flags = anyNull || input.nulls() != null;
    if (flags && !anyNull) {
      Arrays.fill(nulls, 0, rest.rows(), false);
    }
    for (int k = 0; k < rest.selected(); k++) {
      int i = rest.selection()[k];
      if (flags) {
        mergeRow(input, i);
      } else {
        values[i] = input.values()[i];
      }
    }
    return flags;
  }

  private void mergeRow(LongVector input, int i) {
    boolean decided = !nulls[i] && values[i] == deciding;
    if (!decided) {
      if (input.isNull(i)) {
        nulls[i] = true;
      } else if (input.values()[i] == deciding) {
        values[i] = deciding;
        nulls[i] = false;
      }
    }
  }
}
