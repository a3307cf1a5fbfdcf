package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Gives the batches of a pipeline to one thread, in the order of the morsels.
interface Delivery extends AutoCloseable {
  /// The next batch, without a selection and with at least one row, valid until the next call; null
  /// at the end.
  Batch next();

  /// Stops the work; when it returns, no thread touches the pipeline any more.
  @Override
  void close();

  /// Something that [#next] may be waiting for has changed from outside.
  default void wake() {}

  static Delivery of(Query query, Pipeline pipeline, List<DataType> types) {
    return query.threads() == 1 || pipeline.morsels() <= 1
        ? new SerialDelivery(query, pipeline, types)
        : new ParallelDelivery(query, pipeline, types);
  }
}
