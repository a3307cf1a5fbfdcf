package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Runs the pipeline in the thread that asks for the rows and in helpers, which work on morsels
/// further on. That thread waits only when it can do nothing itself.
final class ParallelDelivery implements Delivery {
  private final Query query;
  private final MorselOutputs outputs;
  private final DeliveryWorker own;
  private final BatchCompactor compactor;
  private final Pipeline pipeline;
  private final List<DataType> types;
  private boolean started;

  ParallelDelivery(Query query, Pipeline pipeline, List<DataType> types) {
    this.query = query;
    this.compactor = new BatchCompactor(types);
    this.outputs = new MorselOutputs(query, pipeline);
    this.own = new DeliveryWorker(query, pipeline, types, outputs);
    this.pipeline = pipeline;
    this.types = types;
  }

  @Override
  public Batch next() {
    startHelpers();
    while (true) {
      query.check();
      Batch ready = outputs.poll();
      if (ready != null) {
        return ready;
      }
      if (outputs.exhausted()) {
        return null;
      }
      if (outputs.isHead(own.morsel())) {
        Batch direct = own.pull();
        if (direct != null) {
          return compactor.compact(direct);
        }
      } else if (!own.step()) {
        outputs.awaitChange(own.morsel(), own.failed());
      }
    }
  }

  @Override
  public void wake() {
    outputs.wake();
  }

  @Override
  public void close() {
    query.stop();
    outputs.close();
  }

  private void startHelpers() {
    if (started) {
      return;
    }
    started = true;
    int helpers = Math.min(query.threads(), pipeline.morsels()) - 1;
    for (int i = 0; i < helpers; i++) {
      WorkerPool.submit(new DeliveryWorker(query, pipeline, types, outputs));
    }
  }
}
