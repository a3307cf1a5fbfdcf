package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static io.armillaria.execution.Plans.squeezed;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.Plans;
import io.armillaria.execution.RandomRows;
import io.armillaria.execution.Rows;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashJoinTest {
  private static final int WIDTH = RandomRows.TYPES.size();

  @ParameterizedTest
  @EnumSource(
      value = JoinKind.class,
      names = {"LEFT_SINGLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void joinsLikeTheModel(JoinKind kind) {
    for (int run = 0; run < 12; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      Random random = new Random(seed);
      MemoryTable left = table(random, run % 6 == 5 ? 0 : 900);
      MemoryTable right = table(random, run % 8 == 7 ? 0 : 300);
      List<Integer> keys =
          IntStream.range(0, WIDTH).filter(i -> random.nextInt(3) == 0).boxed().toList();
      keys = keys.isEmpty() ? List.of(random.nextInt(WIDTH)) : keys;
      List<Boolean> nullSafe = keys.stream().map(key -> random.nextInt(3) == 0).toList();
      boolean residual = random.nextBoolean();
      PhysicalPlan plan =
          new PhysicalPlan.HashJoin(
              scan(left, 0),
              scan(right, 1),
              kind,
              keys,
              keys,
              nullSafe,
              residual ? Optional.of(firstLess()) : Optional.empty());
      List<Integer> chosen = keys;
      List<List<Object>> expected =
          JoinModel.join(
              left.rows(),
              right.rows(),
              kind,
              WIDTH,
              (l, r) -> condition(l, r, chosen, nullSafe, residual));
      for (int threads : new int[] {1, 2, 4}) {
        assertThat(Rows.unordered(run(plan, threads, left, right)))
            .as("%s keys %s null-safe %s residual %s seed %d", kind, keys, nullSafe, residual, seed)
            .isEqualTo(Rows.unordered(expected));
        assertThat(Rows.unordered(squeezed(plan, threads, left, right)))
            .as("%s keys %s null-safe %s residual %s seed %d", kind, keys, nullSafe, residual, seed)
            .isEqualTo(Rows.unordered(expected));
      }
    }
  }

  @Test
  void passesTheOnlyPartnerAndRefusesASecond() {
    MemoryTable left = MemoryTable.of(List.of(Plain.BIGINT), 8, List.of(List.of(1L), List.of(2L)));
    MemoryTable right = MemoryTable.of(List.of(Plain.BIGINT), 8, List.of(List.of(2L)));
    MemoryTable twice = MemoryTable.of(List.of(Plain.BIGINT), 1, List.of(List.of(2L), List.of(2L)));
    PhysicalPlan plan = join(left, right, JoinKind.LEFT_SINGLE);
    assertThat(Rows.ordered(run(plan, 1, left, right))).containsExactly("[2, 2]", "[1, null]");
    assertThatThrownBy(() -> run(plan, 2, left, twice))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Cardinality.class));
  }

  @Test
  void givesTheRightRowsOfALeftRowInTheirOrder() {
    List<List<Object>> many =
        IntStream.range(0, 5000).mapToObj(i -> List.<Object>of(7L, (long) i)).toList();
    MemoryTable left = MemoryTable.of(List.of(Plain.BIGINT), 8, List.of(List.of(7L)));
    MemoryTable right = MemoryTable.of(List.of(Plain.BIGINT, Plain.BIGINT), 1000, many);
    PhysicalPlan plan = join(left, right, JoinKind.INNER);
    assertThat(run(plan, 2, left, right).stream().map(row -> row.get(2)).toList())
        .isEqualTo(many.stream().map(row -> row.get(1)).toList());
  }

  private static PhysicalPlan join(MemoryTable left, MemoryTable right, JoinKind kind) {
    return new PhysicalPlan.HashJoin(
        scan(left, 0),
        scan(right, 1),
        kind,
        List.of(0),
        List.of(0),
        List.of(false),
        Optional.empty());
  }

  private static MemoryTable table(Random random, int rows) {
    int count = rows == 0 ? 0 : 1 + random.nextInt(rows);
    List<List<Object>> values = RandomRows.of(random, count, 2 + random.nextInt(60));
    return MemoryTable.scattered(RandomRows.TYPES, values, random, 200);
  }

  /// Left's first column is less than right's.
  private static Expression firstLess() {
    return test(Function.LESS, Plans.column(0, Plain.BIGINT), Plans.column(WIDTH, Plain.BIGINT));
  }

  /// For NOT IN a residual that is NULL takes the right row out, as FALSE does.
  private static Boolean condition(
      List<Object> left,
      List<Object> right,
      List<Integer> keys,
      List<Boolean> nullSafe,
      boolean residual) {
    if (residual) {
      if (left.getFirst() == null
          || right.getFirst() == null
          || (Long) left.getFirst() >= (Long) right.getFirst()) {
        return false;
      }
    }
    boolean unknown = false;
    for (int i = 0; i < keys.size(); i++) {
      Object a = left.get(keys.get(i));
      Object b = right.get(keys.get(i));
      Boolean equal = nullSafe.get(i) ? (Boolean) Rows.same(a, b) : Rows.equal(a, b);
      if (equal != null && !equal) {
        return false;
      }
      unknown |= equal == null;
    }
    return unknown ? null : (Boolean) true;
  }
}
