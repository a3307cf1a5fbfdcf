package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.Frame;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Windows against a model that looks at each frame row by row. Columns: partition, order, value,
/// value as double, a unique number that makes the order total.
class WindowTest {
  private static final List<DataType> TYPES =
      List.of(Plain.INTEGER, Plain.BIGINT, Plain.BIGINT, Plain.DOUBLE, Plain.BIGINT);
  private static final int VALUE = 2;
  private static final int REAL = 3;

  @Test
  void computesWhatTheModelFinds() {
    for (int round = 0; round < 40; round++) {
      long seed = Long.getLong("seed", System.nanoTime()) + round;
      Random random = new Random(seed);
      MemoryTable table = table(random, random.nextInt(4) == 0 ? 600 : random.nextInt(120));
      boolean total = random.nextBoolean();
      List<SortKey> order = new ArrayList<>(List.of(new SortKey(1, random.nextBoolean(), true)));
      if (total) {
        order.add(new SortKey(4, false, false));
      }
      // without a total order the row's place among its peers is open
      Frame frame = frame(random, total);
      List<WindowCall> calls = calls(frame, total);
      PhysicalPlan plan = new PhysicalPlan.Window(scan(table, 0), List.of(0), order, calls);
      for (int threads : new int[] {1, 4}) {
        List<List<Object>> rows = run(plan, threads, table);
        assertThat(rows).hasSize(table.rows().size());
        check(rows, calls, order, "seed " + seed + " " + frame);
      }
    }
  }

  private static Frame frame(Random random, boolean total) {
    boolean rows = total && random.nextInt(3) > 0;
    Frame.Bound start = rows ? bound(random) : range(random);
    Frame.Bound end = rows ? bound(random) : range(random);
    Frame.Exclusion[] exclusions = Frame.Exclusion.values();
    return new Frame(rows, start, end, exclusions[random.nextInt(exclusions.length)]);
  }

  private static Frame.Bound range(Random random) {
    return random.nextBoolean() ? new Frame.Unbounded() : new Frame.CurrentRow();
  }

  private static Frame.Bound bound(Random random) {
    return random.nextInt(3) == 0
        ? range(random)
        : new Frame.Rows(
            new Expression.Literal((long) random.nextInt(40), Plain.BIGINT), random.nextBoolean());
  }

  private static List<WindowCall> calls(Frame frame, boolean total) {
    List<WindowCall> calls = new ArrayList<>();
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.COUNT), false, VALUE, frame));
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.COUNT), true, VALUE, frame));
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.SUM), false, VALUE, frame));
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.SUM), true, VALUE, frame));
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.MIN), false, VALUE, frame));
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.MAX), false, VALUE, frame));
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.SUM), false, REAL, frame));
    calls.add(call(new WindowCall.Aggregate(AggregateFunction.SUM), true, REAL, frame));
    if (total) {
      calls.add(call(WindowCall.Pick.FIRST_VALUE, false, VALUE, frame));
      calls.add(call(WindowCall.Pick.LAST_VALUE, false, VALUE, frame));
    }
    return calls;
  }

  private static WindowCall call(
      WindowCall.Function function, boolean distinct, int column, Frame frame) {
    boolean count = function.equals(new WindowCall.Aggregate(AggregateFunction.COUNT));
    return new WindowCall(
        function,
        distinct,
        false,
        List.of(column),
        frame,
        count ? Plain.BIGINT : TYPES.get(column));
  }

  private static void check(
      List<List<Object>> rows, List<WindowCall> calls, List<SortKey> order, String what) {
    int first = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).getFirst().equals(rows.get(first).getFirst())) {
        first = i;
      }
      int last = i;
      while (last < rows.size() && rows.get(last).getFirst().equals(rows.get(i).getFirst())) {
        last++;
      }
      for (int call = 0; call < calls.size(); call++) {
        WindowCall each = calls.get(call);
        List<Object> values = new ArrayList<>();
        for (int j = first; j < last; j++) {
          if (isIn(rows, i, j, each.frame(), order)) {
            values.add(rows.get(j).get(each.arguments().getFirst()));
          }
        }
        assertThat(rows.get(i).get(TYPES.size() + call))
            .as("%s row %d call %s", what, i, each)
            .isEqualTo(value(each, values));
      }
    }
  }

  private static boolean isIn(
      List<List<Object>> rows, int row, int other, Frame frame, List<SortKey> order) {
    boolean peer = peers(rows.get(row), rows.get(other), order);
    boolean excluded =
        switch (frame.exclusion()) {
          case NOTHING -> false;
          case CURRENT_ROW -> row == other;
          case PEERS -> peer;
          case OTHER_PEERS -> peer && row != other;
        };
    boolean afterStart =
        switch (frame.start()) {
          case Frame.Unbounded _ -> true;
          case Frame.CurrentRow _ -> other >= row || (!frame.rows() && peer);
          case Frame.Rows rowsAway -> other >= row + distance(rowsAway);
          case Frame.Value _ -> throw new IllegalArgumentException("not in this test");
        };
    boolean beforeEnd =
        switch (frame.end()) {
          case Frame.Unbounded _ -> true;
          case Frame.CurrentRow _ -> other <= row || (!frame.rows() && peer);
          case Frame.Rows rowsAway -> other <= row + distance(rowsAway);
          case Frame.Value _ -> throw new IllegalArgumentException("not in this test");
        };
    return !excluded && afterStart && beforeEnd;
  }

  private static long distance(Frame.Rows bound) {
    long count = (Long) ((Expression.Literal) bound.count()).value();
    return bound.following() ? count : -count;
  }

  private static boolean peers(List<Object> a, List<Object> b, List<SortKey> order) {
    return order.stream().allMatch(key -> Objects.equals(a.get(key.column()), b.get(key.column())));
  }

  /// Values are small whole numbers, so that sums of doubles are exact, too.
  private static Object value(WindowCall call, List<Object> all) {
    List<Object> values = new ArrayList<>(all);
    values.removeIf(Objects::isNull);
    if (call.distinct()) {
      values = new ArrayList<>(new TreeSet<>(values));
    }
    return switch (call.function()) {
      case WindowCall.Pick pick ->
          all.isEmpty()
              ? null
              : pick == WindowCall.Pick.FIRST_VALUE ? all.getFirst() : all.getLast();
      case WindowCall.Aggregate(AggregateFunction function) -> aggregate(function, values);
      default -> throw new IllegalArgumentException(call.toString());
    };
  }

  private static Object aggregate(AggregateFunction function, List<Object> values) {
    if (function == AggregateFunction.COUNT) {
      return (long) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    return switch (function) {
      case MIN -> values.stream().mapToLong(value -> (Long) value).min().getAsLong();
      case MAX -> values.stream().mapToLong(value -> (Long) value).max().getAsLong();
      case SUM ->
          values.getFirst() instanceof Double
              ? (Object) values.stream().mapToDouble(value -> (Double) value).sum()
              : (Object) values.stream().mapToLong(value -> (Long) value).sum();
      default -> throw new IllegalArgumentException(function.toString());
    };
  }

  private static MemoryTable table(Random random, int rows) {
    List<List<Object>> list = new ArrayList<>();
    int partitions = 1 + random.nextInt(4);
    int keys = 1 + random.nextInt(20);
    for (long i = 0; i < rows; i++) {
      Long key = random.nextInt(9) == 0 ? null : (Long) (long) random.nextInt(keys);
      Long value = random.nextInt(9) == 0 ? null : (Long) (long) random.nextInt(30);
      Double real = random.nextInt(9) == 0 ? null : (Double) (double) random.nextInt(30);
      list.add(Arrays.asList((long) random.nextInt(partitions), key, value, real, i));
    }
    return MemoryTable.scattered(TYPES, list, random, 700);
  }
}
