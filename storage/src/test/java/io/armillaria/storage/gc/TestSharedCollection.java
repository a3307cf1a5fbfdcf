package io.armillaria.storage.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.chunk.GarbageCollection;
import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.chunk.Pin;
import io.armillaria.storage.file.CollectionNumber;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.Processes;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What processes of one store do at chosen moments of a collection that one of them makes.
final class TestSharedCollection {
  private static final Path DATABASE = Path.of("/database");
  private static final PackSizes PACKS = new PackSizes(4 << 10, 1 << 10, 4);

  private final HostileFileSystem files = new HostileFileSystem();
  private final List<Runnable> forgotten = new ArrayList<>();

  private final class Process {
    private final FileSystem.Lock lock = files.share(DATABASE);
    private final Processes processes = Processes.of(lock);
    private final ChunkStore store;

    Process(ChunkLayout layout, boolean enters) {
      if (enters) {
        processes.enter();
      }
      store =
          ChunkStores.open(
              files, DATABASE, new ChunkOptions(layout, true), processes, PACKS, Blake3.best());
      store.whenCollected(forgotten::add);
    }

    Process(ChunkLayout layout) {
      this(layout, true);
    }

    ChunkId put(int seed) {
      return store.put(ChunkKind.COLUMN, bytes(seed));
    }

    void kill() {
      lock.close();
    }
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[1000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(ChunkStore store, ChunkId id) {
    return store.get(id).toArray(ValueLayout.JAVA_BYTE);
  }

  private static GarbageCollection begun(Process process) throws InterruptedException {
    GarbageCollection collection = process.store.collect().orElseThrow();
    assertThat(collection.begin(0)).isTrue();
    return collection;
  }

  private static void sweep(GarbageCollection collection, long now) {
    collection.sweep(1000, now, () -> {});
    collection.forget();
  }

  private void emptyQuarantine() throws IOException {
    for (String name : files.list(DATABASE.resolve("quarantine"))) {
      files.delete(DATABASE.resolve("quarantine").resolve(name));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyReliesOnWhatAnotherOneMayPutAside(ChunkLayout layout) throws Exception {
    Process one = new Process(layout);
    ChunkId garbage = one.put(1);
    for (int seed = 10; seed < 20; seed++) {
      one.put(seed);
    }
    one.store.force();
    one.store.checkpoint();
    Process other = new Process(layout);
    assertThat(read(other.store, garbage)).isEqualTo(bytes(1));
    GarbageCollection collection = begun(one);
    Pin pin = other.store.pin();
    assertThat(other.put(1)).isEqualTo(garbage);
    other.store.force();
    sweep(collection, 1);
    assertThat(other.put(2)).isNotEqualTo(garbage);
    collection.close();
    other.store.force();
    pin.close();
    emptyQuarantine();
    assertThat(read(other.store, garbage)).isEqualTo(bytes(1));
    assertThat(read(one.store, garbage)).isEqualTo(bytes(1));
    assertThat(read(new Process(layout).store, garbage)).isEqualTo(bytes(1));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasPutAsideIsStoredAgain(ChunkLayout layout) throws Exception {
    Process one = new Process(layout);
    ChunkId garbage = one.put(1);
    one.store.force();
    Process other = new Process(layout);
    assertThat(read(other.store, garbage)).isEqualTo(bytes(1));
    GarbageCollection collection = begun(one);
    sweep(collection, 1);
    collection.close();
    try (Pin pin = other.store.pin()) {
      assertThat(pin).isNotNull();
      other.store.keep(ChunkKind.COLUMN, garbage);
      other.store.force();
    }
    emptyQuarantine();
    assertThat(read(new Process(layout).store, garbage)).isEqualTo(bytes(1));
  }

  @Test
  void waitsForThoseWhoWriteButNotForNewOnes() throws Exception {
    Process one = new Process(ChunkLayout.PACKED);
    Process other = new Process(ChunkLayout.PACKED);
    Pin old = other.store.pin();
    GarbageCollection collection = one.store.collect().orElseThrow();
    assertThat(collection.begin(10)).isFalse();
    Pin fresh = other.store.pin();
    assertThat(collection.begin(10)).isFalse();
    old.close();
    assertThat(collection.begin(0)).isTrue();
    assertThatThrownBy(other.store::collect).hasMessageContaining("is running");
    collection.close();
    assertThat(one.store.collection()).isEqualTo(other.store.collection()).isEven();
    GarbageCollection next = one.store.collect().orElseThrow();
    assertThat(next.begin(10)).isFalse();
    fresh.close();
    assertThat(next.begin(0)).isTrue();
    next.close();
  }

  @Test
  void doesNotWaitForTheDead() throws Exception {
    Process one = new Process(ChunkLayout.PACKED);
    Process other = new Process(ChunkLayout.PACKED);
    Pin pin = other.store.pin();
    assertThat(pin).isNotNull();
    GarbageCollection collection = one.store.collect().orElseThrow();
    assertThat(collection.begin(10)).isFalse();
    other.kill();
    assertThat(collection.begin(0)).isTrue();
    collection.close();
  }

  @Test
  void doesNothingBesideOneThatDoesNotHeedIt() throws Exception {
    Process one = new Process(ChunkLayout.PACKED);
    Process older = new Process(ChunkLayout.PACKED, false);
    try (GarbageCollection collection = one.store.collect().orElseThrow()) {
      assertThat(collection.begin(10)).isFalse();
      older.kill();
      assertThat(collection.begin(0)).isTrue();
    }
  }

  @Test
  void aDeadCollectorsCollectionEnds() throws Exception {
    Process one = new Process(ChunkLayout.PACKED);
    ChunkId garbage = one.put(1);
    Process other = new Process(ChunkLayout.PACKED);
    assertThat(read(other.store, garbage)).isEqualTo(bytes(1));
    GarbageCollection collection = begun(one);
    long number = other.store.collection();
    assertThat(CollectionNumber.isRunning(number)).isTrue();
    sweep(collection, 1);
    one.kill();
    while (other.store.collection() == number) {
      Thread.sleep(5);
    }
    assertThat(other.store.collection()).isEqualTo(number + 1);
    assertThat(other.put(1)).isEqualTo(garbage);
    other.store.force();
    emptyQuarantine();
    assertThat(read(new Process(ChunkLayout.PACKED).store, garbage)).isEqualTo(bytes(1));
    begun(other).close();
  }

  /// Packs and files that a process has never looked at are found in the quarantine by it.
  @ParameterizedTest
  @EnumSource
  void readsWhatWasPutAsideBeforeItLooked(ChunkLayout layout) throws Exception {
    Process other = new Process(layout);
    Process one = new Process(layout);
    ChunkId first = one.put(1);
    ChunkId second = one.put(2);
    one.store.force();
    GarbageCollection collection = begun(one);
    sweep(collection, 1);
    collection.close();
    assertThat(other.store.contains(first)).isFalse();
    assertThat(read(other.store, first)).isEqualTo(bytes(1));
    assertThat(read(other.store, second)).isEqualTo(bytes(2));
    other.store.collection();
    forgotten.forEach(Runnable::run);
    emptyQuarantine();
    assertThat(other.store.contains(first)).isFalse();
  }
}
