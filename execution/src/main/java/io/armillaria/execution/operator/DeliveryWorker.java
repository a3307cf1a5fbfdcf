package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Works on one morsel after the other and hands the batches to [MorselOutputs]. It never waits:
/// when it cannot go on it ends, and is started again with the state it had.
final class DeliveryWorker implements Runnable {
  static final int NONE = -1;

  private final Query query;
  private final List<DataType> types;
  private final MorselOutputs outputs;
  private final Chains chains;
  private Operator end;
  private int morsel = NONE;
  private boolean failed;

  DeliveryWorker(Query query, Pipeline pipeline, List<DataType> types, MorselOutputs outputs) {
    this.query = query;
    this.types = types;
    this.outputs = outputs;
    this.chains = new Chains(pipeline);
  }

  /// The morsel in work, or NONE.
  int morsel() {
    return morsel;
  }

  /// Whether its morsel failed: it does nothing more.
  boolean failed() {
    return failed;
  }

  @Override
  public void run() {
    if (!outputs.enter()) {
      return;
    }
    try {
      while (!failed && outputs.mayGoOn(this)) {
        step();
      }
    } finally {
      outputs.leave();
    }
  }

  /// Makes one more batch for the outputs, or ends a morsel; false when there is nothing to do now.
  boolean step() {
    if (failed) {
      return false;
    }
    if (morsel == NONE) {
      morsel = outputs.take();
      if (morsel == NONE) {
        return false;
      }
      end = null;
    }
    if (!outputs.hasRoom(morsel)) {
      return false;
    }
    int current = morsel;
    try {
      Batch batch = pull();
      if (batch != null) {
        outputs.add(current, new BatchCompactor(types).copy(batch));
      }
      return true;
    } catch (Throwable e) {
      morsel = NONE;
      failed = true;
      outputs.fail(current, e);
      return false;
    }
  }

  /// The next batch of the morsel in work, or null when that has ended.
  Batch pull() {
    query.check();
    if (end == null) {
      end = chains.start(morsel);
    }
    Batch batch = end.next();
    if (batch == null) {
      int ended = morsel;
      morsel = NONE;
      outputs.end(ended);
    }
    return batch;
  }
}
