package io.armillaria.storage.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.chunk.GarbageCollection;
import io.armillaria.storage.chunk.Pin;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.ProcessLocks;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Compares with a plain model: a graph of objects on the heap.
final class TestCollector {
  private static final Path DATABASE = Path.of("/database");
  private static final Set<ChunkKind> ALL = EnumSet.allOf(ChunkKind.class);

  private record Node(ChunkKind kind, byte[] bytes, List<ChunkId> mentions) {}

  private HostileFileSystem files = new HostileFileSystem();
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<ChunkId, Node> graph = new HashMap<>();
  private final List<ChunkId> ids = new ArrayList<>();
  private final Set<ChunkId> roots = new HashSet<>();
  private ChunkStore store;
  private long now = 1;

  /// In a database that has objects in both homes.
  private void open() {
    open(random.nextBoolean() ? ChunkLayout.PACKED : ChunkLayout.LOOSE);
  }

  private void open(ChunkLayout layout) {
    store =
        ChunkStores.open(
            files,
            DATABASE,
            new ChunkOptions(layout, random.nextBoolean()),
            ProcessLocks.alone(),
            Blake3.best());
  }

  /// Puts an object that mentions some that are still there, at odd places.
  private ChunkId put(Set<ChunkId> alive) {
    List<ChunkId> candidates = new ArrayList<>(alive);
    List<ChunkKind> kinds = List.copyOf(ALL);
    ChunkKind kind = kinds.get(random.nextInt(kinds.size()));
    ByteBuffer bytes = ByteBuffer.allocate(2000);
    bytes.putLong(random.nextLong(1000));
    List<ChunkId> mentions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0 && !candidates.isEmpty(); i--) {
      ChunkId mentioned = candidates.get(random.nextInt(candidates.size()));
      bytes.position(bytes.position() + random.nextInt(20));
      mentioned.writeTo(bytes);
      if (kind != ChunkKind.COLUMN) {
        mentions.add(mentioned);
      }
    }
    byte[] content = new byte[bytes.position() + random.nextInt(1500)];
    bytes.get(0, content, 0, Math.min(content.length, bytes.position()));
    ChunkId id = store.put(kind, content);
    if (graph.putIfAbsent(id, new Node(kind, content, mentions)) == null) {
      ids.add(id);
    }
    return id;
  }

  private Set<ChunkId> reachable(Set<ChunkId> from) {
    Set<ChunkId> reached = new HashSet<>();
    List<ChunkId> open = new ArrayList<>(from);
    while (!open.isEmpty()) {
      ChunkId id = open.removeLast();
      if (reached.add(id)) {
        open.addAll(graph.get(id).mentions());
      }
    }
    return reached;
  }

  private void check(Set<ChunkId> alive) {
    for (ChunkId id : alive) {
      assertThat(store.get(id).toArray(ValueLayout.JAVA_BYTE))
          .as("seed %d, %s", seed, id)
          .isEqualTo(graph.get(id).bytes());
    }
  }

  private Collector.Needs shown() {
    return visitor -> roots.forEach(id -> visitor.tree(id, ALL));
  }

  private Optional<Collector.Result> collect(boolean dryRun, long grace) {
    try {
      Collector.Plan plan = new Collector.Plan(dryRun, 1000, 0, now++, grace);
      return new Collector(store, new Snapshots()).collect(shown(), plan);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void changeRoots() {
    for (int i = 0; i < 30; i++) {
      ChunkId id = put(reachable(roots));
      if (random.nextInt(4) == 0) {
        roots.add(id);
      }
    }
    roots.removeIf(id -> random.nextInt(4) == 0);
  }

  @Test
  void keepsWhatIsReachableAndNothingElse() {
    open();
    for (int round = 0; round < 20; round++) {
      changeRoots();
      store.force();
      Set<ChunkId> alive = reachable(roots);
      Collector.Result expected = collect(true, 0).orElseThrow();
      Collector.Result result = collect(false, 0).orElseThrow();
      assertThat(result.garbage()).as("seed %d", seed).isEqualTo(expected.garbage());
      check(alive);
      Set<ChunkId> stored = new HashSet<>();
      store.forEach(chunk -> stored.add(chunk.id()));
      assertThat(stored).as("seed %d", seed).isEqualTo(alive);
      graph.keySet().retainAll(alive);
      ids.retainAll(alive);
      if (random.nextInt(3) == 0) {
        store.close();
        open();
      }
    }
    assertThat(files.list(DATABASE.resolve("quarantine"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void keepsFilesThatItPutAsideForAWhile(ChunkLayout layout) {
    open(layout);
    put(Set.of());
    store.force();
    collect(false, 10);
    assertThat(files.list(DATABASE.resolve("quarantine"))).hasSize(1);
    store.forEach(chunk -> fail(chunk + " is there"));
    now += 8;
    assertThat(collect(false, 10).orElseThrow().deletedBytes()).isZero();
    assertThat(collect(false, 10).orElseThrow().deletedBytes()).isPositive();
    assertThat(files.list(DATABASE.resolve("quarantine"))).isEmpty();
  }

  @Test
  void doesNothingWhileOthersWrite() {
    open();
    try (Pin pin = store.pin()) {
      assertThat(pin).isNotNull();
      roots.add(put(Set.of()));
      put(Set.of());
      store.force();
      assertThat(collect(false, 0)).isEmpty();
    }
    assertThat(collect(false, 0).orElseThrow().garbage().objects()).isEqualTo(1);
    check(reachable(roots));
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatIsFoundWhileItRuns(ChunkLayout layout) throws InterruptedException {
    open(layout);
    ChunkId garbage = put(Set.of());
    ChunkId used = put(Set.of());
    store.force();
    GarbageCollection collection = store.collect().orElseThrow();
    assertThatThrownBy(store::collect).isInstanceOf(DatabaseException.class);
    assertThat(collection.begin(0)).isTrue();
    assertThat(store.put(ChunkKind.LEAF, graph.get(used).bytes())).isEqualTo(used);
    collection.sweep(1000, 5, () -> {});
    assertThat(store.contains(garbage)).isFalse();
    assertThat(store.put(ChunkKind.LEAF, graph.get(garbage).bytes())).isEqualTo(garbage);
    collection.delete(5);
    collection.close();
    store.force();
    files = files.afterPowerCut(random);
    open();
    check(Set.of(garbage, used));
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatWasPutAsideWhileSomebodyMay(ChunkLayout layout) throws InterruptedException {
    open(layout);
    ChunkId garbage = put(Set.of());
    store.force();
    Snapshots snapshots = new Snapshots();
    try (Snapshots.Snapshot reader = snapshots.open(() -> 0L, last -> last).snapshot()) {
      assertThat(reader).isNotNull();
      Collector.Plan plan = new Collector.Plan(false, 1000, 0, now++, 0);
      assertThat(new Collector(store, snapshots).collect(shown(), plan)).isPresent();
      assertThat(store.contains(garbage)).isFalse();
      check(Set.of(garbage));
      assertThat(put(garbage)).isEqualTo(garbage);
      assertThat(new Collector(store, snapshots).collect(shown(), plan)).isPresent();
    }
    collect(false, 0);
    assertThat(files.list(DATABASE.resolve("quarantine"))).isEmpty();
    assertThat(store.contains(garbage)).isFalse();
  }

  private ChunkId put(ChunkId known) {
    ChunkId id = store.put(graph.get(known).kind(), graph.get(known).bytes());
    store.force();
    return id;
  }

  @Test
  void losesNothingWhenThePowerIsCut() {
    boolean complete = false;
    for (long cut = 0; !complete; cut++) {
      files = new HostileFileSystem();
      random.setSeed(seed);
      graph.clear();
      ids.clear();
      roots.clear();
      open();
      changeRoots();
      changeRoots();
      store.force();
      Set<ChunkId> alive = reachable(roots);
      files.cutPowerAfter(cut);
      try {
        collect(false, 0);
        store.close();
        complete = true;
      } catch (DatabaseException e) {
        assertThat(e).hasMessageContaining("the power is off");
      }
      Random crash = new Random(seed + cut);
      files = crash.nextInt(3) == 0 ? files.afterKill() : files.afterPowerCut(crash);
      open();
      check(alive);
      assertThat(collect(false, 0)).isPresent();
      check(alive);
      Set<ChunkId> stored = new HashSet<>();
      store.forEach(chunk -> stored.add(chunk.id()));
      assertThat(stored).as("seed %d, cut %d", seed, cut).isEqualTo(alive);
    }
  }
}
