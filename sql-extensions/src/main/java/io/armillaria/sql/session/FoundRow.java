package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;

/// One row that was read already, or none: it needs neither its transaction nor a cancellation.
final class FoundRow implements Cursor {
  private Batch row;

  /// @param row null for none
  FoundRow(Batch row) {
    this.row = row;
  }

  @Override
  public Batch next() {
    Batch given = row;
    row = null;
    return given;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {
    row = null;
  }
}
