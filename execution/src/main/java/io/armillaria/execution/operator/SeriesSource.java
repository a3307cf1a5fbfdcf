package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;

/// The numbers from one to another; a NULL among them makes it empty.
record SeriesSource(Query query, long first, long count, long step) implements Source {
  private static final int MORSEL = 1 << 16;

  static SeriesSource of(Query query, PhysicalPlan.Series series) {
    Long from = value(query, series.from());
    Long to = value(query, series.to());
    Long step = value(query, series.step());
    if (from == null || to == null || step == null) {
      return new SeriesSource(query, 0, 0, 1);
    }
    if (step == 0) {
      throw new Failure.InvalidArgument("The step of GENERATE_SERIES must not be 0.").raise();
    }
    boolean empty = step > 0 ? from > to : from < to;
    // distances of longs are unsigned
    long distance = step > 0 ? to - from : from - to;
    long steps = Long.divideUnsigned(distance, step > 0 ? step : -step);
    if (!empty && (steps < 0 || steps / MORSEL >= Integer.MAX_VALUE)) {
      throw new Failure.InvalidArgument(
              "GENERATE_SERIES from " + from + " to " + to + " gives too many numbers.")
          .raise();
    }
    return new SeriesSource(query, from, empty ? 0 : steps + 1, step);
  }

  private static Long value(Query query, Expression expression) {
    return (Long) query.compiler().value(expression);
  }

  @Override
  public int morsels() {
    return (int) ((count + MORSEL - 1) / MORSEL);
  }

  @Override
  public Reader reader() {
    return new SeriesReader();
  }

  private final class SeriesReader implements Reader {
    private final long[] values = new long[Batch.CAPACITY];
    private long at;
    private long end;

    @Override
    public void start(int morsel) {
      at = (long) morsel * MORSEL;
      end = Math.min(count, at + MORSEL);
    }

    @Override
    public Batch next() {
      if (at == end) {
        return null;
      }
      query.check();
      int rows = (int) Math.min(Batch.CAPACITY, end - at);
      for (int i = 0; i < rows; i++) {
        values[i] = first + (at + i) * step;
      }
      at += rows;
      return new Batch(new ColumnVector[] {new LongVector(values, null)}, rows);
    }
  }
}
