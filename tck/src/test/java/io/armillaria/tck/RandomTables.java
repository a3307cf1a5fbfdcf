package io.armillaria.tck;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Random tables R0, R1 ...: a unique number K, numbers, decimals, texts, dates and booleans from
/// small domains with many NULLs and duplicates, and X, which has the extremes and is no operand of
/// arithmetic. Some tables are empty.
final class RandomTables {
  private static final long[] EXTREMES = {
    Long.MAX_VALUE, Long.MIN_VALUE, 0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 53
  };
  private static final String[] TEXTS = {
    "", "a", "A", "ab", "abc", "b", "B c", "%", "_", "a%b", "zz", "Zz ", "0", "10", "9"
  };
  private static final List<String> DECLARATIONS =
      List.of(
          "K INTEGER NOT NULL",
          "A INTEGER",
          "B INTEGER",
          "C DECIMAL(8,2)",
          "S VARCHAR(12)",
          "T VARCHAR(12)",
          "D DATE",
          "F BOOLEAN",
          "X BIGINT");

  private RandomTables() {}

  static List<Table> of(Random random) {
    List<Table> tables = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int[] sizes = {0, 1, 3, 12, 40, 40, 60};
      tables.add(table("R" + i, random, sizes[random.nextInt(sizes.length)]));
    }
    return tables;
  }

  private static Table table(String name, Random random, int size) {
    List<List<Object>> rows = new ArrayList<>();
    int nulls = 2 + random.nextInt(8);
    int domain = 1 + random.nextInt(12);
    for (int k = 0; k < size; k++) {
      rows.add(
          Collections.unmodifiableList(
              Arrays.asList(
                  k,
                  orNull(random, nulls, random.nextInt(domain) - domain / 3),
                  orNull(random, nulls, random.nextInt(domain * 4) - 5),
                  orNull(random, nulls, BigDecimal.valueOf(random.nextInt(2000) - 500, 2)),
                  orNull(random, nulls, TEXTS[random.nextInt(TEXTS.length)]),
                  orNull(random, nulls, TEXTS[random.nextInt(Math.min(domain, TEXTS.length))]),
                  orNull(random, nulls, LocalDate.of(2023, 12, 20).plusDays(random.nextInt(30))),
                  orNull(random, nulls, random.nextBoolean()),
                  orNull(random, nulls, EXTREMES[random.nextInt(EXTREMES.length)]))));
    }
    List<Column> columns = DECLARATIONS.stream().map(Column::of).toList();
    return new Table(
        name, columns, random.nextBoolean() ? List.of("K") : List.of(), List.copyOf(rows));
  }

  private static Object orNull(Random random, int rarity, Object value) {
    return random.nextInt(rarity) == 0 ? null : value;
  }
}
