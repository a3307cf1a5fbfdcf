package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.RandomRows;
import io.armillaria.execution.Rows;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);

  @Test
  void givesTheLiveRowsInOrderWithTheirAddresses() {
    Random random = new Random(7);
    MemoryTable table =
        MemoryTable.scattered(RandomRows.TYPES, RandomRows.of(random, 9000, 50), random, 4000);
    List<List<Object>> expected = new ArrayList<>();
    List<Long> addresses = new ArrayList<>();
    for (int s = 0; s < table.segments().size(); s++) {
      for (int row = 0; row < table.segments().get(s).rows(); row++) {
        if (!table.segments().get(s).deleted().contains(row)) {
          addresses.add((long) s << 32 | row);
        }
      }
    }
    for (int i = 0; i < addresses.size(); i++) {
      expected.add(Rows.joined(table.rows().get(i), List.of(addresses.get(i))));
    }
    for (int threads : new int[] {1, 2, 4}) {
      assertThat(Rows.ordered(run(scan(table, 0, true), threads, table)))
          .isEqualTo(Rows.ordered(expected));
    }
  }

  @Test
  void filtersLikeTheModel() {
    for (int run = 0; run < 30; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      Random random = new Random(seed);
      int distinct = 2 + random.nextInt(30);
      MemoryTable table =
          MemoryTable.scattered(
              RandomRows.TYPES, RandomRows.of(random, 3000, distinct), random, 2000);
      long bound = (long) random.nextInt(distinct) - distinct / 2;
      String text = "t" + random.nextInt(distinct);
      Expression less = test(Function.LESS, column(0, Plain.BIGINT), bigint(bound));
      Expression greater = test(Function.GREATER_OR_EQUAL, column(1, TEXT), literal(text, TEXT));
      Expression either =
          test(
              Function.OR,
              column(4, Plain.BOOLEAN),
              test(Function.IS_NULL, column(2, Plain.DOUBLE)));
      List<List<Object>> expected =
          table.rows().stream()
              .filter(row -> row.get(0) != null && (Long) row.get(0) < bound)
              .filter(row -> row.get(1) != null && ((String) row.get(1)).compareTo(text) >= 0)
              .filter(row -> row.get(2) == null || Long.valueOf(1).equals(row.get(4)))
              .toList();
      PhysicalPlan plan = scan(table, 0, less, greater, either);
      PhysicalPlan filter =
          new PhysicalPlan.Filter(scan(table, 0), test(Function.AND, either, less, greater));
      assertThat(Rows.ordered(run(plan, 2, table)))
          .as("seed %d", seed)
          .isEqualTo(Rows.ordered(expected));
      assertThat(Rows.ordered(run(filter, 1, table)))
          .as("seed %d", seed)
          .isEqualTo(Rows.ordered(expected));
    }
  }

  @Test
  void touchesOnlySegmentsAndColumnsThatItNeeds() {
    List<List<Object>> rows =
        IntStream.range(0, 10_000).mapToObj(i -> List.<Object>of((long) i, "t" + i)).toList();
    Expression id = column(0, Plain.BIGINT);
    Expression text = column(1, TEXT);
    Expression nothing = literal(null, Plain.BIGINT);
    // of ten segments of 1,000 rows
    assertReads(rows, 2, test(Function.EQUAL, id, bigint(4321)));
    assertReads(rows, 2, test(Function.LESS, bigint(9998), id));
    assertReads(rows, 2, test(Function.LESS_OR_EQUAL, id, bigint(0)));
    assertReads(rows, 0, test(Function.GREATER, id, bigint(9999)));
    assertReads(rows, 0, test(Function.EQUAL, id, nothing));
    assertReads(rows, 0, test(Function.IS_NULL, id));
    assertReads(rows, 4, new Expression.In(id, List.of(bigint(1), bigint(9000)), Plain.BOOLEAN));
    assertReads(
        rows,
        2,
        test(
            Function.AND,
            test(Function.GREATER, id, bigint(998)),
            test(Function.LESS, id, bigint(1000))));
    assertReads(
        rows,
        4,
        test(
            Function.OR,
            test(Function.LESS, id, bigint(3)),
            test(Function.GREATER, id, bigint(9997))));
    assertReads(rows, 0, test(Function.GREATER, text, literal("u", TEXT)));
    Expression longer = new Expression.Cast(column(1, TEXT), TEXT, false);
    assertReads(rows, 0, test(Function.GREATER, longer, literal("u", TEXT)));
    // the text of a segment is not read when no row of it passes
    assertReads(
        rows,
        1,
        test(
            Function.EQUAL,
            test(Function.LESS, id, bigint(-1)),
            test(Function.EQUAL, id, bigint(4321))),
        test(Function.EQUAL, id, bigint(4321)),
        test(Function.NOT_EQUAL, id, bigint(4321)));
  }

  private static void assertReads(List<List<Object>> rows, int expected, Expression... filters) {
    MemoryTable table = MemoryTable.of(List.of(Plain.BIGINT, TEXT), 1000, rows);
    run(scan(table, 0, filters), 1, table);
    assertThat(table.reads()).as("%s", List.of(filters)).isEqualTo(expected);
  }
}
