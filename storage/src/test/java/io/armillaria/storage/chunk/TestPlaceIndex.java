package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TestPlaceIndex {
  private final PlaceIndex index = new PlaceIndex();

  @Test
  void findsAllCandidatesInTheirOrder() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Map<ChunkId, List<Long>> model = new HashMap<>();
    for (int i = 1; i <= 5000; i++) {
      // Few keys that collide in their low bits, some of them often.
      ChunkId id = new ChunkId(random.nextInt(1500) * 64L, 0, 0, 0);
      long place = i * 64L;
      index.add(id, place);
      model.computeIfAbsent(id, key -> new ArrayList<>()).add(place);
    }
    model.forEach((id, places) -> assertThat(candidates(id)).as("seed %d", seed).isEqualTo(places));
    assertThat(candidates(new ChunkId(1, 0, 0, 0))).isEmpty();
    assertThat(index.table().places().count()).isEqualTo(5000);
  }

  private List<Long> candidates(ChunkId id) {
    List<Long> found = new ArrayList<>();
    PlaceIndex.Table table = index.table();
    for (int slot = table.first(id); slot >= 0; slot = table.next(id, slot)) {
      found.add(table.place(slot));
    }
    return found;
  }

  @Test
  void marksOnePlace() {
    ChunkId id = new ChunkId(0, 0, 0, 0);
    index.add(id, 64L);
    index.add(id, 128L);
    PlaceIndex.Table table = index.table();
    table.mark(table.first(id));
    assertThat(candidates(id)).containsExactly(64L | Place.VERIFIED, 128L);
    assertThat(table.places().toArray()).containsExactly(64L, 128L);
  }

  @Test
  void isReadWhileItGrows() throws InterruptedException {
    int count = 200_000;
    AtomicLong added = new AtomicLong();
    AtomicLong missed = new AtomicLong();
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  Random random = new Random(1);
                  while (added.get() < count) {
                    long last = added.get();
                    long key = last == 0 ? 0 : random.nextLong(last) + 1;
                    if (key != 0 && !candidates(id(key)).contains(key * 64)) {
                      missed.incrementAndGet();
                    }
                  }
                });
    for (long key = 1; key <= count; key++) {
      index.add(id(key), key * 64);
      added.set(key);
    }
    reader.join();
    assertThat(missed.get()).isZero();
  }

  private static ChunkId id(long key) {
    return new ChunkId(key * 0x9e3779b97f4a7c15L, 0, 0, 0);
  }
}
