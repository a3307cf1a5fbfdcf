package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.LongVector;

/// A [RuntimeFilter] as one reader of a scan applies it: for as long as it keeps out enough rows to
/// be worth its time.
final class ScanFilter {
  private static final int TRIAL = 16 * Batch.CAPACITY;

  private final int column;
  private final KeySet keys;
  private final int[] selection = new int[Batch.CAPACITY];
  private long seen;
  private long kept;

  ScanFilter(int column, KeySet keys) {
    this.column = column;
    this.keys = keys;
  }

  int column() {
    return column;
  }

  boolean isUseful() {
    return seen < TRIAL || kept < seen - seen / 8;
  }

  /// The rows that pass, or null when none does.
  Batch apply(Batch batch, LongVector values) {
    int count =
        keys.keep(values.values(), values.nulls(), batch.selection(), batch.selected(), selection);
    seen += batch.selected();
    kept += count;
    return count == 0 ? null : count == batch.selected() ? batch : batch.select(selection, count);
  }
}
