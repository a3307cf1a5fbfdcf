package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Ordered aggregates, covariances, bits and extreme rows, whose states several workers put
/// together. Columns: a unique number, a value, its text, the fraction 0.25.
class OrderedAggregateTest {
  private static final DataType TEXT = new DataType.Varchar(20);
  private static final List<DataType> TYPES =
      List.of(Plain.BIGINT, Plain.BIGINT, TEXT, Plain.DOUBLE);

  @Test
  void seesTheRowsOfAllWorkersInOrder() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 3000; i++) {
      rows.add(Arrays.asList(i, (long) random.nextInt(500), "t" + random.nextInt(100), 0.25));
    }
    MemoryTable table = MemoryTable.scattered(TYPES, rows, random, 200);
    PhysicalPlan plan =
        new PhysicalPlan.Aggregate(scan(table, 0), List.of(), List.of(List.of()), calls());
    for (int threads : new int[] {1, 4}) {
      List<Object> result = run(plan, threads, table).getFirst();
      assertThat(result.subList(0, 6)).as("seed %d", seed).isEqualTo(exact(rows));
      assertThat((Double) result.get(6)).isCloseTo(covariance(rows), within(1e-6));
    }
  }

  private static List<AggregateCall> calls() {
    return List.of(
        new AggregateCall(
            AggregateFunction.LISTAGG,
            false,
            List.of(2, 0),
            OptionalLong.empty(),
            List.of(new SortKey(1, true, false)),
            TEXT),
        new AggregateCall(
            AggregateFunction.PERCENTILE_DISC,
            false,
            List.of(3, 1),
            OptionalLong.empty(),
            List.of(new SortKey(1, false, false)),
            Plain.BIGINT),
        new AggregateCall(
            AggregateFunction.MODE,
            false,
            List.of(1),
            OptionalLong.empty(),
            List.of(new SortKey(0, false, false)),
            Plain.BIGINT),
        call(AggregateFunction.BIT_XOR, Plain.BIGINT, 1),
        call(AggregateFunction.ARG_MAX, Plain.BIGINT, 1, 0),
        call(AggregateFunction.ARG_MIN, TEXT, 2, 0),
        call(AggregateFunction.COVAR_POP, Plain.DOUBLE, 1, 0));
  }

  private static AggregateCall call(AggregateFunction function, DataType type, Integer... columns) {
    return new AggregateCall(function, false, List.of(columns), OptionalLong.empty(), type);
  }

  private static List<Object> exact(List<List<Object>> rows) {
    List<Long> values = rows.stream().map(row -> (Long) row.get(1)).sorted().toList();
    long mode =
        values.stream()
            .collect(Collectors.groupingBy(value -> value, Collectors.counting()))
            .entrySet()
            .stream()
            .max(
                Comparator.<java.util.Map.Entry<Long, Long>>comparingLong(e -> e.getValue())
                    .thenComparing(e -> -e.getKey()))
            .orElseThrow()
            .getKey();
    return List.of(
        rows.reversed().stream().map(row -> (String) row.get(2)).collect(Collectors.joining()),
        values.get(rows.size() / 4 - 1),
        mode,
        values.stream().reduce(0L, (a, b) -> a ^ b),
        rows.getLast().get(1),
        rows.getFirst().get(2));
  }

  private static double covariance(List<List<Object>> rows) {
    double x = rows.stream().mapToLong(row -> (Long) row.get(0)).average().orElseThrow();
    double y = rows.stream().mapToLong(row -> (Long) row.get(1)).average().orElseThrow();
    return rows.stream()
        .mapToDouble(row -> ((Long) row.get(0) - x) * ((Long) row.get(1) - y))
        .average()
        .orElseThrow();
  }
}
