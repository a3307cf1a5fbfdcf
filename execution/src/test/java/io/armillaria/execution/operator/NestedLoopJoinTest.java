package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static io.armillaria.execution.Plans.squeezed;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.Plans;
import io.armillaria.execution.RandomRows;
import io.armillaria.execution.Rows;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NestedLoopJoinTest {
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
      MemoryTable left = table(random, run % 6 == 5 ? 0 : 300);
      MemoryTable right = table(random, run % 4 == 3 ? 0 : 100);
      boolean conditional = random.nextInt(4) > 0;
      PhysicalPlan plan =
          new PhysicalPlan.NestedLoopJoin(
              scan(left, 0),
              scan(right, 1),
              kind,
              conditional
                  ? Optional.of(
                      test(
                          Function.LESS,
                          Plans.column(0, Plain.BIGINT),
                          Plans.column(WIDTH, Plain.BIGINT)))
                  : Optional.empty());
      List<List<Object>> expected =
          JoinModel.join(
              left.rows(),
              right.rows(),
              kind,
              WIDTH,
              (l, r) -> conditional ? less(l.getFirst(), r.getFirst()) : (Boolean) true);
      for (int threads : new int[] {1, 2, 4}) {
        assertThat(Rows.unordered(run(plan, threads, left, right)))
            .as("%s conditional %s seed %d", kind, conditional, seed)
            .isEqualTo(Rows.unordered(expected));
        assertThat(Rows.unordered(squeezed(plan, threads, left, right)))
            .as("%s conditional %s seed %d", kind, conditional, seed)
            .isEqualTo(Rows.unordered(expected));
      }
    }
  }

  private static Boolean less(Object a, Object b) {
    return (a == null || b == null) ? null : (Boolean) ((Long) a < (Long) b);
  }

  private static MemoryTable table(Random random, int rows) {
    int count = rows == 0 ? 0 : 1 + random.nextInt(rows);
    return MemoryTable.scattered(RandomRows.TYPES, RandomRows.of(random, count, 20), random, 50);
  }
}
