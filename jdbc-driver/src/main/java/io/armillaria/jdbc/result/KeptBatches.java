package io.armillaria.jdbc.result;

import io.armillaria.execution.batch.Batch;
import java.util.Iterator;

/// Batches that are there already.
public record KeptBatches(Iterator<Batch> batches) implements BatchSource {
  @Override
  public Batch next() {
    return batches.hasNext() ? batches.next() : null;
  }

  @Override
  public void close() {}
}
