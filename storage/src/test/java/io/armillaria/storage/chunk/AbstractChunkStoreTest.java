package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ChunkStore] does.
abstract class AbstractChunkStoreTest {
  protected ChunkStore store;

  /// Opens the store of this test; a second time, it has the objects that were forced.
  abstract ChunkStore open();

  /// Where the store keeps what is put.
  abstract ChunkHome home();

  /// Whether objects outlive the store's being closed.
  abstract boolean isDurable();

  @BeforeEach
  final void openFirst() {
    store = open();
  }

  @AfterEach
  final void closeLast() {
    store.close();
  }

  @Test
  void givesBackWhatWasPut() {
    for (int length : new int[] {0, 1, 63, 64, 65, 4096, 1 << 20, (1 << 20) - 64, 3_000_001}) {
      byte[] bytes = bytes(length, length);
      ChunkId id = store.put(ChunkKind.COLUMN, bytes);
      assertThat(read(id)).isEqualTo(bytes);
      assertThat(store.size(id)).isEqualTo(length);
    }
  }

  @Test
  void namesAnObjectByItsHash() {
    byte[] bytes = bytes(1, 1000);
    byte[] hash = new byte[32];
    Blake3.best().hash(bytes, 0, bytes.length, hash, 0);
    assertThat(store.put(ChunkKind.LEAF, bytes)).isEqualTo(ChunkId.of(hash, 0));
  }

  @Test
  void takesMemoryOutsideTheHeap() {
    byte[] bytes = bytes(2, 777);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      assertThat(read(store.put(ChunkKind.NODE, segment))).isEqualTo(bytes);
    }
  }

  @Test
  void storesEqualContentOnce() {
    ChunkId id = store.put(ChunkKind.CHANGE, bytes(3, 100));
    assertThat(store.put(ChunkKind.COMMIT, bytes(3, 100))).isEqualTo(id);
    assertThat(stored()).containsExactly(new StoredChunk(id, ChunkKind.CHANGE, 100, 100, home()));
  }

  @Test
  void givesReadOnlyAlignedMemoryOutsideTheHeap() {
    store.put(ChunkKind.COLUMN, bytes(4, 3));
    MemorySegment segment = store.get(store.put(ChunkKind.COLUMN, bytes(5, 1001)));
    assertThat(segment.isReadOnly()).isTrue();
    assertThat(segment.isNative()).isTrue();
    assertThat(segment.address() % 64).isZero();
  }

  @Test
  void namesAMissingObject() {
    ChunkId id = ChunkId.of(bytes(6, 32), 0);
    assertThat(store.contains(id)).isFalse();
    assertThatThrownBy(() -> store.get(id))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class))
        .hasMessageContaining(id.toString());
    assertThatThrownBy(() -> store.size(id)).hasMessageContaining(id.toString());
    assertThatThrownBy(() -> store.storedBytes(id)).hasMessageContaining(id.toString());
  }

  @Test
  void doesNotChangeWhenThePutArrayDoes() {
    byte[] bytes = bytes(7, 50);
    ChunkId id = store.put(ChunkKind.COLUMN, bytes);
    bytes[0]++;
    assertThat(read(id)).isEqualTo(bytes(7, 50));
  }

  @Test
  void keepsForcedObjectsWhenReopened() {
    Map<ChunkId, byte[]> model = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      model.put(store.put(ChunkKind.COLUMN, bytes(i, i * 37)), bytes(i, i * 37));
    }
    store.force();
    store.close();
    store = open();
    if (isDurable()) {
      model.forEach((id, bytes) -> assertThat(read(id)).isEqualTo(bytes));
    }
    assertThat(stored()).hasSize(isDurable() ? 100 : 0);
  }

  @Test
  void refusesEverythingWhenClosed() {
    ChunkId id = store.put(ChunkKind.COLUMN, bytes(8, 10));
    store.close();
    store.close();
    for (Runnable operation :
        List.<Runnable>of(
            () -> store.get(id),
            () -> store.put(ChunkKind.COLUMN, bytes(9, 10)),
            () -> store.contains(id),
            store::force)) {
      assertThatThrownBy(operation::run)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Closed.class));
    }
  }

  @Test
  void agreesWithAMapOverRandomOperations() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    Random random = new Random(seed);
    Map<ChunkId, byte[]> model = new HashMap<>();
    List<ChunkId> ids = new ArrayList<>();
    for (int step = 0; step < 1000; step++) {
      switch (random.nextInt(10)) {
        case 0 -> {
          if (random.nextInt(5) == 0) {
            store.force();
          }
        }
        case 1 -> {
          if (isDurable() && random.nextInt(20) == 0) {
            store.force();
            store.close();
            store = open();
          }
        }
        case 2, 3, 4, 5 -> {
          byte[] bytes = bytes(random.nextInt(100), 1 + random.nextInt(3));
          ChunkId id = store.put(ChunkKind.LEAF, bytes);
          if (model.put(id, bytes) == null) {
            ids.add(id);
          }
        }
        default -> {
          if (!ids.isEmpty()) {
            ChunkId id = ids.get(random.nextInt(ids.size()));
            assertThat(read(id)).as("seed %d, step %d", seed, step).isEqualTo(model.get(id));
          }
        }
      }
    }
    Set<ChunkId> listed = new HashSet<>();
    store.forEach(chunk -> assertThat(listed.add(chunk.id())).isTrue());
    assertThat(listed).as("seed %d", seed).isEqualTo(model.keySet());
  }

  @Test
  void servesEightThreads() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        long seed = thread;
        running.add(threads.submit(() -> putAndGet(new Random(seed), seed * 1_000_000)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    }
    Set<ChunkId> listed = new HashSet<>();
    store.forEach(chunk -> assertThat(listed.add(chunk.id())).isTrue());
    assertThat(listed.size()).isBetween(8 * 30, 8 * 30 + 100);
  }

  private void putAndGet(Random random, long own) {
    for (int i = 0; i < 30; i++) {
      byte[] mine = bytes(own + i, 2000 + i);
      byte[] common = bytes(random.nextInt(100) + 100_000_000L, 3000);
      ChunkId commonId = store.put(ChunkKind.COLUMN, common);
      ChunkId mineId = store.put(ChunkKind.COLUMN, mine);
      assertThat(read(commonId)).isEqualTo(common);
      assertThat(read(mineId)).isEqualTo(mine);
      if (i % 15 == 0) {
        store.force();
      }
    }
  }

  protected final List<StoredChunk> stored() {
    List<StoredChunk> chunks = new ArrayList<>();
    store.forEach(chunks::add);
    return chunks;
  }

  protected final byte[] read(ChunkId id) {
    return store.get(id).toArray(ValueLayout.JAVA_BYTE);
  }

  protected static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed * 31 + length).nextBytes(bytes);
    return bytes;
  }
}
