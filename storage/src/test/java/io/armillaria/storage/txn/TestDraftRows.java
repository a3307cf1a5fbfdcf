package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.KeyEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class TestDraftRows {
  private final DraftRows rows = new DraftRows(List.of(Tables.ID, Tables.NAME), List.of(Tables.ID));

  private static byte[] key(long id) {
    return new KeyEncoder().reset().appendLong(id).toBytes();
  }

  private void append(Long... ids) {
    String[] names = new String[ids.length];
    List<ColumnVector> vectors = List.of(Tables.ids(ids), Tables.names(names));
    rows.append(vectors, 0, ids.length);
  }

  @Test
  void findsWhatAModelFinds() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Map<Integer, Long> all = new TreeMap<>();
    for (int step = 0; step < 300; step++) {
      Long[] ids = new Long[1 + random.nextInt(20)];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = step < 20 ? (long) all.size() : random.nextLong(2000);
        all.put(all.size(), ids[i]);
      }
      append(ids);
      long from = random.nextLong(2000);
      long to = from + random.nextLong(100);
      int count = 1 + random.nextInt(all.size());
      int newest = -1;
      for (int row = 0; row < count; row++) {
        newest = all.get(row) == from ? row : newest;
      }
      int[] within = rows.within(key(from), random.nextInt(9) == 0 ? null : key(to), count);
      Arrays.sort(within);
      assertThat(rows.newest(key(from), count)).as("seed %d", seed).isEqualTo(newest);
      assertThat(IntStream.of(within).filter(row -> all.get(row) < to).toArray())
          .as("seed %d", seed)
          .isEqualTo(
              IntStream.range(0, count)
                  .filter(row -> all.get(row) >= from && all.get(row) < to)
                  .toArray());
    }
    assertThat(rows.ascending()).isFalse();
    int[] order = rows.order(RoaringBitmap.bitmapOf(0, 5));
    assertThat(order).hasSize(all.size() - 2).doesNotContain(0, 5);
    for (int i = 1; i < order.length; i++) {
      assertThat(all.get(order[i - 1])).isLessThanOrEqualTo(all.get(order[i]));
    }
  }
}
