package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import java.util.List;

/// Batches that exist already; each is a morsel.
record BatchesSource(Query query, List<Batch> batches) implements Source {
  @Override
  public int morsels() {
    return batches.size();
  }

  @Override
  public Reader reader() {
    return new BatchesReader();
  }

  private final class BatchesReader implements Reader {
    private Batch batch;

    @Override
    public void start(int morsel) {
      batch = batches.get(morsel);
    }

    @Override
    public Batch next() {
      query.check();
      Batch result = batch == null || batch.selected() == 0 ? null : batch;
      batch = null;
      return result;
    }
  }
}
