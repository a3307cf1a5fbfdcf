package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static io.armillaria.execution.Plans.squeezed;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.Rows;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.SetKind;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SetOperationTest {
  private static final List<DataType> TYPES = List.of(Plain.BIGINT, new DataType.Varchar(9));

  @Test
  void combinesLikeTheModel() {
    for (int run = 0; run < 8; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      Random random = new Random(seed);
      MemoryTable left = table(random);
      MemoryTable right = table(random);
      for (SetKind kind : SetKind.values()) {
        for (boolean all : new boolean[] {false, true}) {
          PhysicalPlan plan =
              new PhysicalPlan.SetOperation(scan(left, 0), scan(right, 1), kind, all);
          List<String> expected =
              model(Rows.unordered(left.rows()), Rows.unordered(right.rows()), kind, all);
          for (int threads : new int[] {1, 4}) {
            assertThat(Rows.unordered(run(plan, threads, left, right)))
                .as("%s all %s seed %d", kind, all, seed)
                .isEqualTo(expected);
            assertThat(Rows.unordered(squeezed(plan, threads, left, right)))
                .as("%s all %s seed %d", kind, all, seed)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void putsAllInputsOneAfterTheOther() {
    MemoryTable left = table(new Random(1));
    MemoryTable right = table(new Random(2));
    PhysicalPlan plan = new PhysicalPlan.UnionAll(List.of(scan(left, 0), scan(right, 1)));
    List<List<Object>> expected = new ArrayList<>(left.rows());
    expected.addAll(right.rows());
    for (int threads : new int[] {1, 2, 4}) {
      assertThat(run(plan, threads, left, right)).isEqualTo(expected);
      assertThat(squeezed(plan, threads, left, right)).isEqualTo(expected);
    }
  }

  private static List<String> model(
      List<String> left, List<String> right, SetKind kind, boolean all) {
    List<String> rest = new ArrayList<>(right);
    List<String> result = new ArrayList<>();
    for (String row : left) {
      boolean inBoth = all ? rest.remove(row) : rest.contains(row);
      if (inBoth == (kind == SetKind.INTERSECT) && (all || !result.contains(row))) {
        result.add(row);
      }
    }
    return result;
  }

  private static MemoryTable table(Random random) {
    List<List<Object>> rows = new ArrayList<>();
    int count = random.nextInt(4) == 0 ? 0 : random.nextInt(3000);
    int distinct = 1 + random.nextInt(500);
    for (int i = 0; i < count; i++) {
      Long number = random.nextInt(9) == 0 ? null : (Long) (long) random.nextInt(distinct);
      String text = random.nextInt(9) == 0 ? null : "t" + random.nextInt(2);
      rows.add(Arrays.asList(number, text));
    }
    return MemoryTable.scattered(TYPES, rows, random, 700);
  }
}
