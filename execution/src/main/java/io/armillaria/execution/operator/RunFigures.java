package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/// What each operator of a plan did in one run: for EXPLAIN ANALYZE. Safe for many threads.
public final class RunFigures {
  private final IdentityHashMap<PhysicalPlan, Counters> counters = new IdentityHashMap<>();
  private final ThreadLocal<Clock> clocks = ThreadLocal.withInitial(Clock::new);

  /// @param rows that the operator gave
  /// @param nanos the time of all threads in it, without that in its inputs
  /// @param bytes of the values that a scan decoded
  /// @param leaves that a scan's table has
  /// @param pruned leaves that were not looked at, thanks to statistics and to joins' keys
  public record Figures(
      long rows, long nanos, OptionalLong bytes, OptionalInt leaves, OptionalInt pruned) {}

  private static final class Counters {
    private final LongAdder rows = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final ScanFigures.Counted scan = new ScanFigures.Counted();
  }

  /// Which operators a thread is in, the innermost last, and since when.
  private static final class Clock {
    private final Deque<Counters> stack = new ArrayDeque<>();
    private long since;

    void enter(Counters next) {
      charge();
      stack.push(next);
    }

    void leave() {
      charge();
      stack.pop();
    }

    private void charge() {
      long now = System.nanoTime();
      if (!stack.isEmpty()) {
        stack.peek().nanos.add(now - since);
      }
      since = now;
    }
  }

  /// The figures of an operator of the plan that was run; zeros when it never started.
  public Figures of(PhysicalPlan operator) {
    Counters found = counters(operator);
    boolean scan = operator instanceof PhysicalPlan.Scan;
    return new Figures(
        found.rows.sum(),
        found.nanos.sum(),
        scan ? OptionalLong.of(found.scan.bytes()) : OptionalLong.empty(),
        scan ? OptionalInt.of(found.scan.segments()) : OptionalInt.empty(),
        scan ? OptionalInt.of(found.scan.pruned()) : OptionalInt.empty());
  }

  private Counters counters(PhysicalPlan operator) {
    synchronized (counters) {
      return counters.computeIfAbsent(operator, each -> new Counters());
    }
  }

  ScanFigures scan(PhysicalPlan operator) {
    return counters(operator).scan;
  }

  /// From now on this thread works for that operator, until [#leave].
  void enter(PhysicalPlan operator) {
    clocks.get().enter(counters(operator));
  }

  void leave() {
    clocks.get().leave();
  }

  /// Makes `work`, run in another thread, count for the operator that this thread works for.
  Runnable continued(Runnable work) {
    Counters current = clocks.get().stack.peek();
    return current == null
        ? work
        : () -> {
          Clock clock = clocks.get();
          clock.enter(current);
          try {
            work.run();
          } finally {
            clock.leave();
          }
        };
  }

  /// A pipeline that counts what comes out of it as the operator's.
  Pipeline counted(Pipeline pipeline, PhysicalPlan operator) {
    Counters own = counters(operator);
    return pipeline.then(
        input ->
            () -> {
              Clock clock = clocks.get();
              clock.enter(own);
              try {
                var batch = input.next();
                own.rows.add(batch == null ? 0 : batch.selected());
                return batch;
              } finally {
                clock.leave();
              }
            });
  }
}
