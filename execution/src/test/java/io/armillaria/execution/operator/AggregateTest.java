package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.RandomRows;
import io.armillaria.execution.Rows;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AggregateTest {
  private static final int LONG = 0;
  private static final int TEXT = 1;
  private static final int DOUBLE = 2;
  private static final int DECIMAL = 3;
  private static final int BOOLEAN = 4;
  private static final DataType WIDE = new Decimal(38, 3);

  /// Every function on every fitting column, some distinct, some filtered.
  private static List<AggregateCall> calls() {
    List<AggregateCall> calls = new ArrayList<>();
    for (boolean distinct : new boolean[] {false, true}) {
      for (OptionalLong filter :
          new OptionalLong[] {OptionalLong.empty(), OptionalLong.of(BOOLEAN)}) {
        calls.add(call(AggregateFunction.COUNT, distinct, filter, Plain.BIGINT, LONG));
        calls.add(call(AggregateFunction.COUNT, distinct, filter, Plain.BIGINT, TEXT, DECIMAL));
        calls.add(call(AggregateFunction.SUM, distinct, filter, Plain.BIGINT, LONG));
        calls.add(call(AggregateFunction.SUM, distinct, filter, WIDE, DECIMAL));
        calls.add(call(AggregateFunction.SUM0, distinct, filter, WIDE, DECIMAL));
        calls.add(call(AggregateFunction.AVG, distinct, filter, new Decimal(30, 6), LONG));
        calls.add(call(AggregateFunction.AVG, distinct, filter, new Decimal(38, 5), DECIMAL));
        calls.add(call(AggregateFunction.AVG, distinct, filter, Plain.DOUBLE, LONG));
        calls.add(call(AggregateFunction.MIN, distinct, filter, Plain.BIGINT, LONG));
        calls.add(call(AggregateFunction.MAX, distinct, filter, new DataType.Varchar(20), TEXT));
        calls.add(call(AggregateFunction.MIN, distinct, filter, new DataType.Varchar(20), TEXT));
        calls.add(call(AggregateFunction.MAX, distinct, filter, Plain.DOUBLE, DOUBLE));
        calls.add(call(AggregateFunction.MIN, distinct, filter, new Decimal(25, 3), DECIMAL));
        calls.add(call(AggregateFunction.BOOL_AND, distinct, filter, Plain.BOOLEAN, BOOLEAN));
        calls.add(call(AggregateFunction.BOOL_OR, distinct, filter, Plain.BOOLEAN, BOOLEAN));
        calls.add(call(AggregateFunction.STDDEV_POP, distinct, filter, Plain.DOUBLE, LONG));
        calls.add(call(AggregateFunction.VAR_SAMP, distinct, filter, Plain.DOUBLE, LONG));
      }
    }
    calls.add(call(AggregateFunction.COUNT, false, OptionalLong.empty(), Plain.BIGINT));
    return calls;
  }

  @Test
  void aggregatesLikeTheModel() {
    for (int run = 0; run < 10; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      Random random = new Random(seed);
      int rows = run % 5 == 4 ? 0 : random.nextInt(5000);
      MemoryTable table =
          MemoryTable.scattered(
              RandomRows.TYPES, RandomRows.of(random, rows, 2 + random.nextInt(40)), random, 1500);
      List<Integer> keys =
          IntStream.range(0, 5).filter(i -> random.nextInt(3) == 0).boxed().toList();
      List<List<Integer>> sets = sets(random, keys.size());
      PhysicalPlan plan = new PhysicalPlan.Aggregate(scan(table, 0), keys, sets, calls());
      List<List<Object>> expected = new ArrayList<>();
      sets.forEach(set -> expected.addAll(model(table.rows(), keys, set)));
      for (int threads : new int[] {1, 2, 4}) {
        assertThat(Rows.unordered(run(plan, threads, table)))
            .as("keys %s sets %s seed %d", keys, sets, seed)
            .isEqualTo(Rows.unordered(expected));
      }
    }
  }

  @Test
  void numbersManyGroups() {
    List<List<Object>> rows =
        IntStream.range(0, 300_000).mapToObj(i -> List.<Object>of((long) (i % 100_000))).toList();
    MemoryTable table = MemoryTable.of(List.of(Plain.BIGINT), 65536, rows);
    PhysicalPlan plan =
        new PhysicalPlan.Aggregate(
            scan(table, 0),
            List.of(0),
            List.of(List.of(0)),
            List.of(call(AggregateFunction.COUNT, false, OptionalLong.empty(), Plain.BIGINT)));
    assertThat(run(plan, 2, table))
        .hasSize(100_000)
        .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(3L));
  }

  @Test
  void groupsNumbersFarApart() {
    for (int run = 0; run < 10; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      Random random = new Random(seed);
      int bits = random.nextInt(64);
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        rows.add(
            Arrays.asList(random.nextInt(9) == 0 ? null : (Object) (random.nextLong() >> bits)));
      }
      MemoryTable table = MemoryTable.scattered(List.of(Plain.BIGINT), rows, random, 3000);
      PhysicalPlan plan =
          new PhysicalPlan.Aggregate(
              scan(table, 0),
              List.of(0),
              List.of(List.of(0)),
              List.of(call(AggregateFunction.COUNT, false, OptionalLong.empty(), Plain.BIGINT)));
      Map<Object, Long> counts = new HashMap<>();
      table.rows().forEach(row -> counts.merge(row.getFirst(), 1L, Long::sum));
      List<List<Object>> expected = new ArrayList<>();
      counts.forEach((key, count) -> expected.add(Arrays.asList(key, count)));
      assertThat(Rows.unordered(run(plan, 2, table)))
          .as("bits %d seed %d", bits, seed)
          .isEqualTo(Rows.unordered(expected));
    }
  }

  @Test
  void refusesSumsOutsideTheTypeAndNoOthers() {
    long big = Long.MAX_VALUE - 1;
    MemoryTable table =
        MemoryTable.of(
            List.of(Plain.BIGINT),
            2,
            List.of(List.of(big), List.of(big), List.of(-big), List.of(1L)));
    MemoryTable tooMuch =
        MemoryTable.of(List.of(Plain.BIGINT), 2, List.of(List.of(big), List.of(2L)));
    PhysicalPlan plan = sum(table, Plain.BIGINT);
    assertThat(run(plan, 1, table)).containsExactly(List.of(Long.MAX_VALUE));
    assertOverflow(plan, tooMuch, "9223372036854775808 is out of range for BIGINT");
  }

  @Test
  void noticesSumsBeyond128Bits() {
    BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    List<DataType> types = List.of(new Decimal(38, 0));
    List<List<Object>> up = new ArrayList<>();
    List<List<Object>> upAndDown = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      up.add(List.of(most));
      upAndDown.add(List.of(most));
    }
    for (int i = 0; i < 6; i++) {
      upAndDown.add(List.of(most.negate()));
    }
    MemoryTable table = MemoryTable.of(types, 3, up);
    MemoryTable balanced = MemoryTable.of(types, 3, upAndDown);
    PhysicalPlan plan = sum(table, new Decimal(38, 0));
    assertThat(run(plan, 2, balanced)).containsExactly(List.of(most));
    assertOverflow(plan, table, "is out of range for DECIMAL(38, 0)");
  }

  @Test
  void takesOneSingleValueAndRefusesTwo() {
    MemoryTable one = MemoryTable.of(List.of(Plain.BIGINT), 2, List.of(List.of(5L)));
    MemoryTable none = MemoryTable.of(List.of(Plain.BIGINT), 2, List.of());
    MemoryTable two = MemoryTable.of(List.of(Plain.BIGINT), 1, List.of(List.of(5L), List.of(5L)));
    PhysicalPlan plan =
        new PhysicalPlan.Aggregate(
            scan(one, 0),
            List.of(),
            List.of(List.of()),
            List.of(
                call(AggregateFunction.SINGLE_VALUE, false, OptionalLong.empty(), Plain.BIGINT, 0),
                call(AggregateFunction.ANY_VALUE, false, OptionalLong.empty(), Plain.BIGINT, 0)));
    assertThat(Rows.ordered(run(plan, 2, one))).containsExactly("[5, 5]");
    assertThat(Rows.ordered(run(plan, 2, none))).containsExactly("[null, null]");
    assertThatThrownBy(() -> run(plan, 2, two))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Cardinality.class));
  }

  private static void assertOverflow(PhysicalPlan plan, MemoryTable table, String message) {
    assertThatThrownBy(() -> run(plan, 2, table))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.NumericOverflow.class));
  }

  private static PhysicalPlan sum(MemoryTable table, DataType type) {
    return new PhysicalPlan.Aggregate(
        scan(table, 0),
        List.of(),
        List.of(List.of()),
        List.of(call(AggregateFunction.SUM, false, OptionalLong.empty(), type, 0)));
  }

  private static AggregateCall call(
      AggregateFunction function,
      boolean distinct,
      OptionalLong filter,
      DataType type,
      Integer... arguments) {
    return new AggregateCall(function, distinct, List.of(arguments), filter, type);
  }

  private static List<List<Integer>> sets(Random random, int keys) {
    List<Integer> all = IntStream.range(0, keys).boxed().toList();
    if (random.nextBoolean()) {
      return List.of(all);
    }
    List<List<Integer>> sets = new ArrayList<>();
    sets.add(List.of());
    sets.add(all);
    sets.add(all.stream().filter(key -> random.nextBoolean()).toList());
    return sets;
  }

  private static List<List<Object>> model(
      List<List<Object>> rows, List<Integer> keys, List<Integer> set) {
    Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
    if (set.isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (List<Object> row : rows) {
      List<Object> key = new ArrayList<>();
      set.forEach(place -> key.add(canonical(row.get(keys.get(place)))));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    List<List<Object>> result = new ArrayList<>();
    groups.forEach(
        (key, members) -> {
          List<Object> out = new ArrayList<>();
          for (int i = 0; i < keys.size(); i++) {
            int place = set.indexOf(i);
            out.add(place < 0 ? null : key.get(place));
          }
          calls().forEach(call -> out.add(value(call, members)));
          result.add(out);
        });
    return result;
  }

  private static Object canonical(Object value) {
    return value instanceof Double d ? (Object) (d + 0.0) : value;
  }

  private static Object value(AggregateCall call, List<List<Object>> rows) {
    List<List<Object>> arguments =
        rows.stream()
            .filter(row -> call.filter().isEmpty() || Objects.equals(row.get(BOOLEAN), 1L))
            .map(
                row ->
                    call.arguments().stream().map(row::get).map(AggregateTest::canonical).toList())
            .filter(values -> values.stream().allMatch(Objects::nonNull))
            .toList();
    if (call.distinct()) {
      arguments = arguments.stream().distinct().toList();
    }
    if (call.function() == AggregateFunction.COUNT) {
      return (long) arguments.size();
    }
    List<Object> values = arguments.stream().map(List::getFirst).toList();
    if (values.isEmpty()) {
      return call.function() == AggregateFunction.SUM0 ? BigInteger.ZERO : null;
    }
    return switch (call.function()) {
      case SUM, SUM0 -> {
        BigInteger sum = sum(values);
        yield call.type() == Plain.BIGINT ? (Object) sum.longValueExact() : sum;
      }
      case AVG -> {
        BigDecimal sum = new BigDecimal(sum(values), values.getFirst() instanceof Long ? 0 : 3);
        BigDecimal count = BigDecimal.valueOf(values.size());
        yield call.type() instanceof Decimal type
            ? sum.divide(count, type.scale(), RoundingMode.HALF_UP).unscaledValue()
            : (Object) (sum.doubleValue() / values.size());
      }
      case MIN, BOOL_AND -> values.stream().min(AggregateTest::compare).orElseThrow();
      case MAX, BOOL_OR -> values.stream().max(AggregateTest::compare).orElseThrow();
      case STDDEV_POP -> Math.sqrt(squares(values) / values.size());
      case VAR_SAMP -> values.size() < 2 ? null : (Object) (squares(values) / (values.size() - 1));
      default -> throw new IllegalArgumentException(call.toString());
    };
  }

  private static BigInteger sum(List<Object> values) {
    return values.stream()
        .map(v -> v instanceof Long n ? BigInteger.valueOf(n) : (BigInteger) v)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static double squares(List<Object> values) {
    double mean = values.stream().mapToLong(v -> (Long) v).average().orElseThrow();
    return values.stream().mapToDouble(v -> ((Long) v - mean) * ((Long) v - mean)).sum();
  }

  private static int compare(Object a, Object b) {
    return switch (a) {
      case Long x -> x.compareTo((Long) b);
      case Double x -> x.compareTo((Double) b);
      case BigInteger x -> x.compareTo((BigInteger) b);
      case String x -> x.compareTo((String) b);
      default -> throw new IllegalArgumentException(a.toString());
    };
  }
}
