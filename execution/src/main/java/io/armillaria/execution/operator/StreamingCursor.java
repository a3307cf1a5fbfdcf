package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.batch.Progress;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;
import java.util.Optional;

/// The rows of a run. Nothing runs before the first call of [#next].
final class StreamingCursor implements Cursor {
  private final Query query;
  private final PhysicalPlan plan;
  // written by the thread that pulls, read by those that cancel
  private volatile Delivery delivery;
  private boolean closed;
  private boolean ended;
  private RuntimeException failure;

  StreamingCursor(Query query, PhysicalPlan plan) {
    this.query = query;
    this.plan = plan;
  }

  @Override
  public Batch next() {
    if (closed) {
      throw new Failure.Closed("The cursor is closed.").raise();
    }
    if (ended) {
      return null;
    }
    if (failure != null) {
      throw failure;
    }
    try {
      query.check();
      if (delivery == null) {
        delivery = start();
      }
      Batch batch = delivery.next();
      if (batch == null) {
        ended = true;
        free();
      }
      return batch;
    } catch (RuntimeException | Error e) {
      failure = failed(e);
      throw failure;
    }
  }

  private RuntimeException failed(Throwable e) {
    try {
      free();
    } catch (RuntimeException suppressed) {
      e.addSuppressed(suppressed);
    }
    return switch (e) {
      case DatabaseException failure -> failure;
      case InternalError unreadable -> FileFailures.mapping(unreadable);
      case OutOfMemoryError none ->
          new Failure.OutOfMemory("The statement needs more memory than the JVM has.").raise(none);
      default -> new Failure.Internal("Running the statement failed: " + e).raise(e);
    };
  }

  /// Gives back what the run holds, when no thread works on it any more.
  private void free() {
    query.stop();
    if (delivery != null) {
      delivery.close();
    }
    query.workspace().close();
  }

  @Override
  public Optional<Progress> progress() {
    return Optional.of(query.progress());
  }

  @Override
  public void cancel() {
    query.stop();
    Delivery running = delivery;
    if (running != null) {
      running.wake();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      free();
    }
  }

  private Delivery start() {
    PipelineBuilder builder = new PipelineBuilder(query);
    if (plan instanceof PhysicalPlan.Limit limit) {
      RowWindow window = RowWindow.of(query, limit.offset(), limit.fetch());
      Pipeline pipeline = builder.build(limit.input());
      return new LimitedDelivery(Delivery.of(query, pipeline, plan.types()), window, plan.types());
    }
    return Delivery.of(query, builder.build(plan), plan.types());
  }
}
