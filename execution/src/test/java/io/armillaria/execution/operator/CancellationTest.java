package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.context;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.memory.MemoryBudget;
import io.armillaria.execution.memory.QueryMemory;
import io.armillaria.execution.memory.SpillArea;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.execution.plan.Frame;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SetKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every loop over many rows asks, each so many rows, whether it is to go on; and when it is not,
/// no thread goes on.
class CancellationTest {
  private static final int ROWS = 100_000;

  /// Rows that a loop may pass over between two checks.
  private static final int STRIDE = 1 << 14;

  /// Counts who asks, and stops the query when it has been asked so often.
  private static final class CountedQuery extends Query {
    private static final StackWalker STACK = StackWalker.getInstance();

    private final Map<String, AtomicInteger> checks = new ConcurrentHashMap<>();
    private final AtomicInteger before;
    private final AtomicInteger after = new AtomicInteger();

    CountedQuery(ExecutionContext context, int before) {
      super(context, null);
      this.before = new AtomicInteger(before);
    }

    @Override
    void check() {
      checks.computeIfAbsent(asking(), _ -> new AtomicInteger()).incrementAndGet();
      if (stopped()) {
        after.incrementAndGet();
      } else if (before.getAndDecrement() == 0) {
        stop();
      }
      super.check();
    }

    /// Whether it was asked so often.
    boolean isStopped() {
      return before.get() < 0;
    }

    private static String asking() {
      return STACK.walk(
          frames ->
              frames
                  .filter(frame -> !frame.getMethodName().equals("check"))
                  .map(frame -> frame.getClassName().replaceFirst(".*\\.", ""))
                  .filter(name -> !name.contains("Query"))
                  .findFirst()
                  .orElseThrow());
    }
  }

  /// Plans by what they try; those who must ask in them, and how often they pass over the rows.
  private record Tried(PhysicalPlan plan, Map<String, Integer> loops) {}

  private static Map<String, Tried> plans() {
    PhysicalPlan close = numbers(1);
    PhysicalPlan far = numbers(1_000_003);
    SortKey descending = new SortKey(0, true, false);
    Map<String, Tried> plans = new HashMap<>();
    plans.put("series", new Tried(far, Map.of("SeriesSource$SeriesReader", 1)));
    plans.put("dense join", new Tried(join(close), Map.of("DenseIndex", 2)));
    plans.put("hash join", new Tried(join(far), Map.of("JoinTable", 1, "DenseIndex", 1)));
    plans.put(
        "loops",
        new Tried(
            new PhysicalPlan.NestedLoopJoin(
                numbers(1),
                new PhysicalPlan.Values(List.of(List.of(bigint(1))), List.of(Plain.BIGINT)),
                JoinKind.INNER,
                Optional.empty()),
            Map.of("LoopProbe", 1)));
    plans.put("groups", new Tried(groups(far, AggregateFunction.COUNT), Map.of("GroupTable", 1)));
    plans.put("sort", new Tried(sort(far, descending), Map.of("IndexSort", 3)));
    plans.put(
        "sets",
        new Tried(
            new PhysicalPlan.SetOperation(far, far, SetKind.INTERSECT, true),
            Map.of("GroupTable", 1, "SideCounts", 2)));
    plans.put(
        "window",
        new Tried(
            new PhysicalPlan.Window(far, List.of(), List.of(descending), windowCalls()),
            Map.of(
                "WindowRows", 2,
                "WindowPartition", 1,
                "RowFrames", 4,
                "FrameSums", 1,
                "FrameExtremes", 1,
                "FrameCounts", 2,
                "DistinctFrames$Run", 1,
                "Ranks", 1,
                "ShiftedValues", 1)));
    plans.put(
        "recursion",
        new Tried(
            new PhysicalPlan.Recursion(
                far,
                new PhysicalPlan.Filter(
                    new PhysicalPlan.Working(0, far.types()),
                    test(Function.IS_NULL, column(far, 0))),
                0,
                false),
            Map.of("RowSetSource$RowSetReader", 3, "GroupTable", 1)));
    return plans;
  }

  @Test
  void isNoticedByEachLoop() {
    plans()
        .forEach(
            (name, tried) -> {
              CountedQuery query = new CountedQuery(context(1), Integer.MAX_VALUE);
              drain(query, tried.plan());
              tried
                  .loops()
                  .forEach(
                      (who, passes) ->
                          assertThat(query.checks.getOrDefault(who, new AtomicInteger()).get())
                              .as("%s: checks by %s, of %s", name, who, query.checks)
                              .isGreaterThanOrEqualTo(passes * (ROWS / STRIDE)));
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void endsAllThreads(int threads) {
    QueryMemory memory =
        new QueryMemory(new MemoryBudget(3 << 20), new SpillArea(Optional.empty()));
    plans()
        .forEach(
            (name, tried) -> {
              if (name.equals("window") || name.equals("recursion")) {
                return;
              }
              CountedQuery whole = new CountedQuery(context(threads, memory), Integer.MAX_VALUE);
              drain(whole, tried.plan());
              int checks = whole.checks.values().stream().mapToInt(AtomicInteger::get).sum();
              for (int at : IntStream.range(0, 5).map(i -> i * (checks / 2) / 5).toArray()) {
                CountedQuery query = new CountedQuery(context(threads, memory), at);
                DatabaseException failure =
                    catchThrowableOfType(DatabaseException.class, () -> drain(query, tried.plan()));
                // how often threads check depends on how they share the memory
                assertThat(failure != null)
                    .as("%s, stopped at check %d of %d", name, at, checks)
                    .isEqualTo(query.isStopped());
                if (failure != null) {
                  assertThat(failure.failure()).isInstanceOf(Failure.Cancelled.class);
                }
                assertThat(query.after.get())
                    .as("checks after the cancel: %s, %d of %d", name, at, checks)
                    .isLessThanOrEqualTo(2 * threads);
                assertThat(memory.budget().used()).isZero();
                assertThat(memory.area().files()).isZero();
              }
            });
  }

  private static void drain(Query query, PhysicalPlan plan) {
    try (Cursor cursor = new StreamingCursor(query, plan)) {
      while (cursor.next() != null) {
        // rows do not matter
      }
    }
  }

  /// Rows of a number and of the same number.
  private static PhysicalPlan numbers(long factor) {
    PhysicalPlan series = new PhysicalPlan.Series(bigint(1), bigint(ROWS), bigint(1));
    return new PhysicalPlan.Project(
        series,
        List.of(
            call(Function.MULTIPLY, Plain.BIGINT, column(series, 0), bigint(factor)),
            column(series, 0)));
  }

  private static PhysicalPlan join(PhysicalPlan input) {
    return new PhysicalPlan.HashJoin(
        input, input, JoinKind.INNER, List.of(0), List.of(0), List.of(false), Optional.empty());
  }

  private static PhysicalPlan groups(PhysicalPlan input, AggregateFunction function) {
    return new PhysicalPlan.Aggregate(
        input,
        List.of(0),
        List.of(List.of(0)),
        List.of(
            new AggregateCall(function, false, List.of(1), OptionalLong.empty(), Plain.BIGINT)));
  }

  private static PhysicalPlan sort(PhysicalPlan input, SortKey key) {
    return new PhysicalPlan.Sort(input, List.of(key), Optional.empty(), Optional.empty());
  }

  private static List<WindowCall> windowCalls() {
    Frame frame =
        new Frame(
            true,
            new Frame.Rows(bigint(3), false),
            new Frame.CurrentRow(),
            Frame.Exclusion.NOTHING);
    List<WindowCall> calls = new ArrayList<>();
    for (AggregateFunction function :
        List.of(AggregateFunction.SUM, AggregateFunction.MAX, AggregateFunction.COUNT)) {
      calls.add(windowCall(new WindowCall.Aggregate(function), false, frame));
    }
    calls.add(windowCall(new WindowCall.Aggregate(AggregateFunction.COUNT), true, frame));
    calls.add(
        new WindowCall(WindowCall.Ranking.RANK, false, false, List.of(), frame, Plain.BIGINT));
    calls.add(windowCall(WindowCall.Shift.LAG, false, frame));
    return calls;
  }

  private static WindowCall windowCall(
      WindowCall.Function function, boolean distinct, Frame frame) {
    return new WindowCall(function, distinct, false, List.of(1), frame, Plain.BIGINT);
  }
}
