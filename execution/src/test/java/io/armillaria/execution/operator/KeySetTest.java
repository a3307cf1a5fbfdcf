package io.armillaria.execution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.Plans;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.LongVector;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
  private static final int ROWS = 1000;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @ParameterizedTest
  @ValueSource(longs = {1, 50, 5_000, 60_000, 1L << 40, Long.MAX_VALUE})
  void keepsAllItsValuesAndFewOthers(long spread) {
    LongVector keys = vector(spread);
    Set<Long> members = members(keys);
    LongVector looked = vector(spread);
    int[] kept = new int[ROWS];
    KeySet set = KeySet.of(new Query(Plans.context(1), null), keys, ROWS);
    int count = set.keep(looked.values(), looked.nulls(), null, ROWS, kept);
    Set<Integer> rows = new HashSet<>();
    for (int i = 0; i < count; i++) {
      rows.add(kept[i]);
    }
    int wrong = 0;
    for (int i = 0; i < ROWS; i++) {
      boolean member = !looked.isNull(i) && members.contains(looked.values()[i]);
      assertThat(rows.contains(i) || !member).as("row %d, seed %d", i, seed).isTrue();
      wrong += rows.contains(i) && !member ? 1 : 0;
    }
    assertThat(wrong).as("seed %d", seed).isLessThan(spread < 1_000_000 ? 1 : ROWS / 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 60_000, 1L << 40, Long.MAX_VALUE})
  void excludesOnlyChunksWithoutItsValues(long spread) {
    LongVector keys = vector(spread);
    Set<Long> members = members(keys);
    KeySet set = KeySet.of(new Query(Plans.context(1), null), keys, ROWS);
    for (int i = 0; i < 2000; i++) {
      long a = value(spread * 2);
      long b = random.nextBoolean() ? a : value(spread * 2);
      long low = Math.min(a, b);
      long high = Math.max(a, b);
      ColumnStatistics chunk = new ColumnStatistics(10, 0, low, high, 5, false);
      boolean any = members.stream().anyMatch(key -> key >= low && key <= high);
      assertThat(set.excludes(chunk) && any).as("%d to %d, seed %d", low, high, seed).isFalse();
    }
    assertThat(set.excludes(new ColumnStatistics(10, 10, null, null, 0, false))).isTrue();
    assertThat(set.excludes(new ColumnStatistics(10, 0, null, null, 5, false))).isFalse();
  }

  private LongVector vector(long spread) {
    long[] values = new long[ROWS];
    boolean[] nulls = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      nulls[i] = random.nextInt(20) == 0;
      values[i] = nulls[i] ? 0 : value(spread);
    }
    return new LongVector(values, nulls);
  }

  private long value(long spread) {
    return spread <= 0 || spread == Long.MAX_VALUE
        ? random.nextLong()
        : random.nextLong(spread) - 7;
  }

  private static Set<Long> members(LongVector keys) {
    Set<Long> members = new HashSet<>();
    for (int i = 0; i < ROWS; i++) {
      if (!keys.isNull(i)) {
        members.add(keys.values()[i]);
      }
    }
    return members;
  }
}
