package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.context;
import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static io.armillaria.execution.Plans.squeezed;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.RandomRows;
import io.armillaria.execution.Rows;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.memory.MemoryBudget;
import io.armillaria.execution.memory.QueryMemory;
import io.armillaria.execution.memory.SpillArea;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SortTest {
  @Test
  void sortsStablyLikeTheModel() {
    for (int run = 0; run < 12; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      Random random = new Random(seed);
      int count = run % 7 == 6 ? 0 : random.nextInt(20_000);
      MemoryTable table =
          MemoryTable.scattered(
              RandomRows.TYPES,
              RandomRows.of(random, count, 1 + random.nextInt(300)),
              random,
              3000);
      List<SortKey> keys = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        keys.add(
            new SortKey(
                random.nextInt(RandomRows.TYPES.size()),
                random.nextBoolean(),
                random.nextBoolean()));
      }
      long offset = random.nextBoolean() ? 0 : random.nextInt(100);
      long fetch = random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextInt(200);
      PhysicalPlan plan =
          new PhysicalPlan.Sort(
              scan(table, 0), keys, literal(offset, 0), literal(fetch, Long.MAX_VALUE));
      List<List<Object>> expected =
          table.rows().stream().sorted(order(keys)).skip(offset).limit(fetch).toList();
      for (int threads : new int[] {1, 2, 4}) {
        assertThat(Rows.ordered(run(plan, threads, table)))
            .as("%s offset %d fetch %d seed %d", keys, offset, fetch, seed)
            .isEqualTo(Rows.ordered(expected));
        assertThat(Rows.ordered(squeezed(plan, threads, table)))
            .as("%s offset %d fetch %d seed %d", keys, offset, fetch, seed)
            .isEqualTo(Rows.ordered(expected));
      }
    }
  }

  @Test
  void holdsOnlyTheFirstRows() {
    PhysicalPlan series = new PhysicalPlan.Series(bigint(1), bigint(200_000), bigint(1));
    // 7,919 has no factor in common with the number of rows
    PhysicalPlan mixed =
        new PhysicalPlan.Project(
            series,
            List.of(
                call(
                    Function.MODULO,
                    Plain.BIGINT,
                    call(Function.MULTIPLY, Plain.BIGINT, column(series, 0), bigint(7919)),
                    bigint(200_000))));
    for (boolean descending : new boolean[] {true, false}) {
      PhysicalPlan plan =
          new PhysicalPlan.Sort(
              mixed,
              List.of(new SortKey(0, descending, false)),
              literal(50, 0),
              literal(1000, Long.MAX_VALUE));
      QueryMemory memory =
          new QueryMemory(new MemoryBudget(1 << 20), new SpillArea(Optional.empty()));
      for (int threads : new int[] {1, 3}) {
        assertThat(run(plan, context(threads, memory)))
            .isEqualTo(
                LongStream.range(50, 1050)
                    .mapToObj(i -> List.<Object>of(descending ? 199_999 - i : i))
                    .toList());
      }
      assertThat(memory.area().written()).isZero();
    }
  }

  @Test
  void sortsByKeysOfManyBits() {
    for (int run = 0; run < 40; run++) {
      long seed = Long.getLong("seed", System.nanoTime()) + run;
      Random random = new Random(seed);
      String shared = "shared".repeat(random.nextInt(3));
      boolean anyText = random.nextInt(5) > 0;
      List<List<Object>> rows = new ArrayList<>();
      for (int i = random.nextInt(3000); i > 0; i--) {
        List<Object> row = new ArrayList<>();
        row.add(wideLong(random));
        row.add(anyText && random.nextInt(20) > 0 ? shared + wideText(random) : null);
        row.add(random.nextInt(20) > 0 ? Double.longBitsToDouble(random.nextLong()) : null);
        row.add(BigInteger.valueOf(random.nextInt(3)).shiftLeft(random.nextInt(2) * 70));
        row.add((long) random.nextInt(2));
        rows.add(row);
      }
      MemoryTable table = MemoryTable.scattered(RandomRows.TYPES, rows, random, 3000);
      List<SortKey> keys = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        keys.add(
            new SortKey(
                random.nextInt(RandomRows.TYPES.size()),
                random.nextBoolean(),
                random.nextBoolean()));
      }
      PhysicalPlan plan =
          new PhysicalPlan.Sort(scan(table, 0), keys, Optional.empty(), Optional.empty());
      assertThat(Rows.ordered(run(plan, 2, table)))
          .as("%s seed %d", keys, seed)
          .isEqualTo(Rows.ordered(table.rows().stream().sorted(order(keys)).toList()));
    }
  }

  private static Long wideLong(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> Long.MIN_VALUE;
      case 2 -> Long.MAX_VALUE;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private static String wideText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) (random.nextInt(4) == 0 ? 0 : 'a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private static Optional<Expression> literal(long value, long none) {
    return value == none ? Optional.empty() : Optional.of(bigint(value));
  }

  private static Comparator<List<Object>> order(List<SortKey> keys) {
    return (a, b) -> {
      for (SortKey key : keys) {
        Object x = a.get(key.column());
        Object y = b.get(key.column());
        int order;
        if (x == null || y == null) {
          int nulls = Boolean.compare(y == null, x == null);
          order = key.nullsFirst() ? nulls : -nulls;
        } else {
          order = key.descending() ? compare(y, x) : compare(x, y);
        }
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static int compare(Object a, Object b) {
    return switch (a) {
      case Long x -> x.compareTo((Long) b);
      case Double x -> Double.compare(x + 0.0, (Double) b + 0.0);
      case BigInteger x -> x.compareTo((BigInteger) b);
      case String x -> x.compareTo((String) b);
      default -> throw new IllegalArgumentException(a.toString());
    };
  }
}
