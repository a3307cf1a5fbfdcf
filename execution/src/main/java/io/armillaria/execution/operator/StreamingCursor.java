package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;

/// The rows of a run. Nothing runs before the first call of [#next].
final class StreamingCursor implements Cursor {
  private final Query query;
  private final PhysicalPlan plan;
  // written by the thread that pulls, read by those that cancel
  private volatile Delivery delivery;
  private boolean closed;

  StreamingCursor(Query query, PhysicalPlan plan) {
    this.query = query;
    this.plan = plan;
  }

  @Override
  public Batch next() {
    if (closed) {
      throw new Failure.Closed("The cursor is closed.").raise();
    }
    try {
      query.check();
      if (delivery == null) {
        delivery = start();
      }
      return delivery.next();
    } catch (DatabaseException e) {
      throw e;
    } catch (InternalError e) {
      throw FileFailures.mapping(e);
    } catch (OutOfMemoryError e) {
      throw new Failure.OutOfMemory("The statement needs more memory than the JVM has.").raise(e);
    } catch (RuntimeException | Error e) {
      throw new Failure.Internal("Running the statement failed: " + e).raise(e);
    }
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
      query.stop();
      if (delivery != null) {
        delivery.close();
      }
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
