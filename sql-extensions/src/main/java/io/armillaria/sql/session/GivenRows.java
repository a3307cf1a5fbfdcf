package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import java.util.Iterator;

/// Rows that are there already.
record GivenRows(Iterator<Batch> batches) implements Cursor {
  @Override
  public Batch next() {
    return batches.hasNext() ? batches.next() : null;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
