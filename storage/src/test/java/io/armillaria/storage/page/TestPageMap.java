package io.armillaria.storage.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestPageMap {
  private final ChunkStore store = ChunkStores.memory(Blake3.best());
  private final Pages pages = new Pages(store);

  /// Many keys have equal hashes.
  private static final PageMap.Format<Long, String> FORMAT =
      new PageMap.Format<>() {
        @Override
        public long hash(Long key) {
          return key % 500 * 0x9e3779b97f4a7c15L;
        }

        @Override
        public void write(BinaryWriter out, Long key, String value) {
          out.varint(key).text(value);
        }

        @Override
        public Long readKey(BinaryReader in) {
          return in.varint();
        }

        @Override
        public String readValue(BinaryReader in) {
          return in.text();
        }
      };

  @Test
  void agreesWithAMap() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestPageMap seed " + seed);
    Random random = new Random(seed);
    Map<Long, String> model = new HashMap<>();
    PageMap<Long, String> map = PageMap.empty(FORMAT, pages);
    for (int step = 0; step < 30_000; step++) {
      long key = random.nextInt(20_000);
      if (random.nextInt(3) == 0) {
        map = map.without(key);
        model.remove(key);
      } else {
        map = map.with(key, "value " + step);
        model.put(key, "value " + step);
      }
      if (random.nextInt(1000) == 0) {
        map = PageMap.stored(FORMAT, pages, map.write());
        assertThat(content(map)).isEqualTo(model);
      }
      long asked = random.nextInt(20_000);
      assertThat(map.get(asked)).isEqualTo(Optional.ofNullable(model.get(asked)));
    }
    assertThat(content(map)).isEqualTo(model);
  }

  @Test
  void sharesNodesWithTheMapBefore() {
    PageMap<Long, String> before = PageMap.empty(FORMAT, pages);
    for (long key = 0; key < 500; key++) {
      before = before.with(key, "a");
    }
    Set<ChunkId> nodes = nodes(before);
    Set<ChunkId> added = nodes(before.with(7L, "b"));
    added.removeAll(nodes);
    assertThat(added.size()).isBetween(2, 4);
    assertThat(nodes.size()).isGreaterThan(30);
  }

  private static Map<Long, String> content(PageMap<Long, String> map) {
    Map<Long, String> content = new HashMap<>();
    map.forEach(content::put);
    return content;
  }

  private static Set<ChunkId> nodes(PageMap<Long, String> map) {
    Set<ChunkId> nodes = new HashSet<>();
    map.forEachNode(nodes::add);
    return nodes;
  }
}
