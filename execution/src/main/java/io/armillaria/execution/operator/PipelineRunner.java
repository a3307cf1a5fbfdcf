package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.failure.Failure;
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
