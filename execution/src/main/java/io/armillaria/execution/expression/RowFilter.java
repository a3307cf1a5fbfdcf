package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.LongVector;
import java.util.List;
import java.util.function.IntConsumer;

/// Keeps the rows for which all conjuncts are TRUE. Conjuncts that cannot fail are combined as a
/// mask over all rows as long as many are left; then the rows left are listed.
public final class RowFilter {
  private static final int FEW = 8;

  private final Evaluator[] conjuncts;
  private final long[] mask = new long[Batch.CAPACITY];
  private final int[] selection = new int[Batch.CAPACITY];

  public RowFilter(List<Evaluator> conjuncts) {
    this.conjuncts = conjuncts.toArray(Evaluator[]::new);
  }

  /// The rows of `batch` that pass, or null when none does.
  public Batch apply(Batch batch) {
    return apply(batch, conjunct -> {});
  }

  /// Like [#apply(Batch)]; `before` is told of each conjunct that is about to be computed, to make
  /// its columns ready.
  public Batch apply(Batch batch, IntConsumer before) {
    Batch current = batch;
    boolean masked = false;
    for (int c = 0; c < conjuncts.length; c++) {
      if (masked && conjuncts[c].fallible()) {
        current = listed(current);
        masked = false;
      }
      before.accept(c);
      LongVector holds = (LongVector) conjuncts[c].evaluate(current);
      int left;
      if (current.selection() == null) {
        left = masked ? narrow(holds, current.rows()) : start(holds, current.rows());
        masked = true;
        if (left * FEW < current.rows()) {
          current = listed(current);
          masked = false;
        }
      } else {
        left = keep(holds, current);
        current = current.select(selection, left);
      }
      if (left == 0) {
        return null;
      }
    }
    return masked ? listed(current) : current;
  }

  private int start(LongVector holds, int rows) {
    System.arraycopy(holds.values(), 0, mask, 0, rows);
    return holds.nulls() == null ? sum(mask, rows) : dropNulls(holds.nulls(), rows);
  }

  private int narrow(LongVector holds, int rows) {
    long[] values = holds.values();
    for (int i = 0; i < rows; i++) {
      mask[i] &= values[i];
    }
    return holds.nulls() == null ? sum(mask, rows) : dropNulls(holds.nulls(), rows);
  }

  private int dropNulls(boolean[] nulls, int rows) {
    for (int i = 0; i < rows; i++) {
      mask[i] = nulls[i] ? 0 : mask[i];
    }
    return sum(mask, rows);
  }

  private static int sum(long[] mask, int rows) {
    long total = 0;
    for (int i = 0; i < rows; i++) {
      total += mask[i];
    }
    return (int) total;
  }

  /// The rows of the mask as a selection.
  private Batch listed(Batch batch) {
    int count = 0;
    int rows = batch.rows();
    for (int i = 0; i < rows; i++) {
      selection[count] = i;
      count += (int) mask[i];
    }
    return count == rows ? batch : batch.select(selection, count);
  }

  // reading and writing the same selection is safe: it never writes ahead of where it reads
  private int keep(LongVector holds, Batch batch) {
    int[] from = batch.selection();
    long[] values = holds.values();
    boolean[] nulls = holds.nulls();
    int count = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int i = from[k];
      selection[count] = i;
      count += nulls != null && nulls[i] ? 0 : (int) values[i];
    }
    return count;
  }
}
