package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Runs the pipeline in the thread that asks for the rows.
final class SerialDelivery implements Delivery {
  private final Query query;
  private final Chains chains;
  private final int morsels;
  private final BatchCompactor compactor;
  private Operator end;
  private int morsel;

  SerialDelivery(Query query, Pipeline pipeline, List<DataType> types) {
    this.query = query;
    this.chains = new Chains(pipeline);
    this.morsels = pipeline.morsels();
    this.compactor = new BatchCompactor(types);
  }

  @Override
  public Batch next() {
    while (true) {
      query.check();
      Batch batch = end == null ? null : end.next();
      if (batch != null) {
        return compactor.compact(batch);
      }
      if (morsel == morsels) {
        return null;
      }
      end = chains.start(morsel++);
    }
  }

  @Override
  public void close() {
    query.stop();
  }
}
