package io.armillaria.storage.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TestPageVector {
  private final ChunkStore store = ChunkStores.memory(Blake3.best());
  private final Pages pages = new Pages(store);

  @Test
  void agreesWithAList() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestPageVector seed " + seed);
    Random random = new Random(seed);
    List<byte[]> model = new ArrayList<>();
    PageVector vector = PageVector.EMPTY;
    while (model.size() < 40_000) {
      TreeMap<Long, byte[]> edits = new TreeMap<>();
      for (int left = random.nextInt(20); left > 0 && !model.isEmpty(); left--) {
        int index = random.nextInt(model.size());
        model.set(index, entry(random));
        edits.put((long) index, model.get(index));
      }
      for (int left = random.nextInt(random.nextInt(8) == 0 ? 5000 : 20); left > 0; left--) {
        model.add(entry(random));
        edits.put(model.size() - 1L, model.getLast());
      }
      vector = reread(vector.with(pages, edits));
      assertThat(vector.size()).isEqualTo(model.size());
      for (int i = 0; i < 50 && !model.isEmpty(); i++) {
        int index = random.nextInt(model.size());
        assertThat(vector.get(pages, index)).isEqualTo(model.get(index));
      }
    }
    for (int i = 0; i < model.size(); i++) {
      assertThat(vector.get(pages, i)).isEqualTo(model.get(i));
    }
  }

  @Test
  void appendingRewritesOnePath() {
    TreeMap<Long, byte[]> many = new TreeMap<>();
    for (long i = 0; i < 20_000; i++) {
      many.put(i, new byte[] {(byte) i});
    }
    PageVector before = PageVector.EMPTY.with(pages, many);
    PageVector after = before.with(pages, new TreeMap<>(Map.of(20_000L, new byte[3])));
    Set<ChunkId> added = nodes(after);
    added.removeAll(nodes(before));
    assertThat(added).hasSize(3);
  }

  private Set<ChunkId> nodes(PageVector vector) {
    Set<ChunkId> nodes = new HashSet<>();
    vector.forEachNode(pages, nodes::add);
    return nodes;
  }

  private static byte[] entry(Random random) {
    byte[] entry = new byte[random.nextInt(30)];
    random.nextBytes(entry);
    return entry;
  }

  private static PageVector reread(PageVector vector) {
    BinaryWriter out = new BinaryWriter();
    vector.write(out);
    return PageVector.read(new BinaryReader("vector", out.toBytes()));
  }
}
