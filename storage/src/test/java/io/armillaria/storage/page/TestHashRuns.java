package io.armillaria.storage.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TestHashRuns {
  private final ChunkStore store = ChunkStores.memory(Blake3.best());
  private final Pages pages = new Pages(store);
  private final TreeMap<Long, List<Long>> model = new TreeMap<>(Long::compareUnsigned);
  private HashRuns runs = HashRuns.EMPTY;

  @Test
  void findsNumbersByRange() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestHashRuns seed " + seed);
    Random random = new Random(seed);
    long number = 0;
    while (number < 60_000) {
      TreeMap<Long, Long> batch = new TreeMap<>(Long::compareUnsigned);
      for (int left = random.nextInt(random.nextInt(4) == 0 ? 9000 : 30); left > 0; left--) {
        long hash = random.nextInt(3) == 0 ? random.nextInt(50) : random.nextLong();
        batch.put(hash, ++number);
      }
      add(batch);
      for (int i = 0; i < 20; i++) {
        long low = random.nextBoolean() ? random.nextInt(50) : random.nextLong();
        long high = low | (1L << random.nextInt(63)) - 1;
        assertThat(found(low, high)).isEqualTo(expected(low, high));
      }
    }
    assertThat(found(0, -1)).hasSize((int) model.values().stream().mapToLong(List::size).sum());
  }

  private void add(Map<Long, Long> batch) {
    long[] hashes = batch.keySet().stream().mapToLong(Long::longValue).toArray();
    long[] numbers = batch.values().stream().mapToLong(Long::longValue).toArray();
    BinaryWriter out = new BinaryWriter();
    runs.with(pages, hashes, numbers).write(out);
    runs = HashRuns.read(new BinaryReader("runs", out.toBytes()));
    batch.forEach(
        (hash, number) -> model.computeIfAbsent(hash, key -> new ArrayList<>()).add(number));
  }

  private Set<Long> found(long low, long high) {
    List<Long> found = new ArrayList<>();
    runs.find(pages, low, high, found::add);
    assertThat(found).doesNotHaveDuplicates();
    return new HashSet<>(found);
  }

  private Set<Long> expected(long low, long high) {
    Set<Long> expected = new HashSet<>();
    Collection<List<Long>> lists = model.subMap(low, true, high, true).values();
    lists.forEach(expected::addAll);
    return expected;
  }
}
