package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Runs a pipeline to its end, into one sink for each worker.
final class PipelineRunner {
  private PipelineRunner() {}

  /// @return the sinks, at least one
  static <S extends Sink> List<S> run(Query query, Pipeline pipeline, Supplier<S> sinks) {
    MorselQueue queue = new MorselQueue(pipeline);
    List<S> filled = new ArrayList<>();
    Runnable work =
        () -> {
          S sink = sinks.get();
          synchronized (filled) {
            filled.add(sink);
          }
          work(query, pipeline, queue, sink);
        };
    int threads = Math.max(1, Math.min(query.threads(), pipeline.morsels()));
    Team.run(
        threads, query.figures() == null ? work : query.figures().continued(work), queue::close);
    pipeline.release();
    return filled;
  }

  /// The pipeline's rows, in the order of its morsels.
  ///
  /// @param memory of the rows
  static RowSet collect(Query query, Pipeline pipeline, List<DataType> types, Reservation memory) {
    List<CollectSink> sinks =
        run(query, pipeline, () -> new CollectSink(types, query.reserve(memory.holder())));
    long bytes = sinks.stream().mapToLong(sink -> sink.rows().bytes()).sum();
    memory.hold(bytes);
    RowSet rows =
        RowCollector.inOrder(sinks.stream().map(CollectSink::rows).toList(), query::check);
    sinks.forEach(sink -> sink.memory().close());
    return rows;
  }

  private static void work(Query query, Pipeline pipeline, MorselQueue queue, Sink sink) {
    Chains chains = new Chains(pipeline);
    try {
      for (int morsel = queue.take(); morsel >= 0; morsel = queue.take()) {
        Operator end = chains.start(morsel);
        for (Batch batch = end.next(); batch != null; batch = end.next()) {
          query.check();
          sink.take(batch, morsel);
        }
        query.check();
        queue.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled("The thread that runs the statement was interrupted.").raise(e);
    }
  }
}
