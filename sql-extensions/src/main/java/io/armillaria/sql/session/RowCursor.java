package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import java.util.Iterator;

/// Batches that are there already.
final class RowCursor implements Cursor {
  private final Iterator<Batch> batches;

  RowCursor(Iterator<Batch> batches) {
    this.batches = batches;
  }

  @Override
  public Batch next() {
    return batches.hasNext() ? batches.next() : null;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
