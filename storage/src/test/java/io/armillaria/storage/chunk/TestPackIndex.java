package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestPackIndex {
  private static final Path PACKS = Path.of("/database/packs");

  private final HostileFileSystem files = new HostileFileSystem();

  private static PackHome home(FileSystem files, boolean mapped) {
    PackSizes sizes = new PackSizes(50_000, 1000, 4);
    return new PackHome(files, PACKS, sizes, mapped, ProcessLocks.alone());
  }

  private ChunkStore open(boolean mapped) {
    return open(files, mapped);
  }

  private static ChunkStore open(FileSystem files, boolean mapped) {
    return PackChunkStore.open(home(files, mapped), new ChunkHash(Blake3.best()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 20_000})
  void agreesWithAMap(int entries) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    PlaceIndex recent = new PlaceIndex();
    Map<Long, List<Long>> model = new HashMap<>();
    List<RecentPlaces> tiers = new ArrayList<>();
    for (int i = 1; i <= entries; i++) {
      long key = random.nextInt(10) == 0 ? random.nextLong() & 63L << 58 : random.nextLong();
      recent.add(new ChunkId(key, 0, 0, 0), i * 64L);
      model.computeIfAbsent(key, any -> new ArrayList<>()).add(i * 64L);
      if (random.nextInt(1 + entries / 3) == 0) {
        tiers.add(RecentPlaces.of(recent.table(), Long.MAX_VALUE, offset -> 64));
        recent = new PlaceIndex();
      }
    }
    tiers.add(RecentPlaces.of(recent.table(), Long.MAX_VALUE, offset -> 64));
    PackIndexName name = new PackIndexName(7, 64, 64L * (entries + 1));
    PackIndex index = PackIndexWriter.write(files, PACKS, name, 42, tiers, true);
    assertThat(index.isWhole()).isTrue();
    model.forEach(
        (key, places) -> assertThat(candidates(index, key)).as("seed %d", seed).isEqualTo(places));
    for (int i = 0; i < 1000; i++) {
      long key = random.nextLong();
      assertThat(candidates(index, key)).isEqualTo(model.getOrDefault(key, List.of()));
    }
    assertThat(index.places().toArray())
        .isEqualTo(LongStream.rangeClosed(1, entries).map(i -> i * 64).toArray());
    assertThat(PackIndex.open(files, PACKS, name, 43, true)).isEmpty();
  }

  private static List<Long> candidates(Places places, long key) {
    ChunkId id = new ChunkId(key, 1, 2, 3);
    List<Long> found = new ArrayList<>();
    for (int slot = places.first(id); slot >= 0; slot = places.next(id, slot)) {
      found.add(places.place(slot));
    }
    return found;
  }

  @Test
  void keepsMarks() throws IOException {
    PlaceIndex recent = new PlaceIndex();
    for (int i = 1; i <= 200; i++) {
      recent.add(id(i), i * 64L | (i % 3 == 0 ? Place.VERIFIED : 0));
    }
    PackIndexName name = new PackIndexName(0, 64, 64 * 201);
    RecentPlaces places = RecentPlaces.of(recent.table(), Long.MAX_VALUE, offset -> 64);
    PackIndex index = PackIndexWriter.write(files, PACKS, name, 0, List.of(places), false);
    index.mark(index.first(id(1)));
    for (int i = 1; i <= 200; i++) {
      assertThat(Place.isVerified(index.place(index.first(id(i))))).isEqualTo(i % 3 == 0 || i == 1);
    }
  }

  private static ChunkId id(long number) {
    return new ChunkId(number * 0x9e3779b97f4a7c15L, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void knowsEntriesByIndexesAndTrustsTheirHeadersOnly(boolean mapped) throws IOException {
    Map<ChunkId, byte[]> objects = new HashMap<>();
    for (int round = 0; round < 20; round++) {
      try (ChunkStore store = open(mapped)) {
        put(store, objects, 20);
        if (round % 3 == 0) {
          store.checkpoint();
          put(store, objects, 5);
          store.force();
        }
      }
    }
    List<String> indexes = indexes();
    assertThat(indexes).hasSizeBetween(3, 20);
    for (Pack pack : PackDirectory.open(home(files, mapped)).packs()) {
      assertThat(pack.contents().unindexed()).isLessThan(4);
    }
    for (Path path : files.files()) {
      if (path.toString().endsWith(".pack")) {
        wipeHeaders(path);
      }
    }
    try (ChunkStore store = open(mapped)) {
      int[] listed = {0};
      store.forEach(chunk -> listed[0]++);
      assertThat(listed[0]).isZero();
    }
    assertThat(indexes()).isEqualTo(indexes);
  }

  private void wipeHeaders(Path path) throws IOException {
    byte[] content = files.content(path);
    for (int at = 64; at < content.length; at += 64) {
      if (content[at] == 'A' && content[at + 1] == 'C') {
        content[at + 30] ^= 1;
      }
    }
    files.damage(path, content);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void doesWithoutADamagedIndex(boolean mapped) throws IOException {
    Map<ChunkId, byte[]> objects = new HashMap<>();
    try (ChunkStore store = open(mapped)) {
      put(store, objects, 40);
      store.checkpoint();
      put(store, objects, 9);
      store.force();
    }
    for (Path path : files.files()) {
      if (!path.toString().endsWith(".idx")) {
        continue;
      }
      byte[] content = files.content(path);
      for (int at = 0; at < content.length; at++) {
        byte[] damaged = content.clone();
        damaged[at] ^= (byte) (1 << (at % 8));
        HostileFileSystem copy = files.afterKill();
        copy.damage(path, at % 5 == 0 ? Arrays.copyOf(content, at) : damaged);
        try (ChunkStore store = open(copy, mapped)) {
          check(store, objects);
        }
      }
    }
  }

  @Test
  void isWrittenAgainWhenItIsGone() throws IOException {
    Map<ChunkId, byte[]> objects = new HashMap<>();
    try (ChunkStore store = open(true)) {
      put(store, objects, 300);
    }
    for (String name : indexes()) {
      files.delete(PACKS.resolve(name));
    }
    for (int round = 0; round < 2; round++) {
      try (ChunkStore store = open(true)) {
        check(store, objects);
      }
      assertThat(indexes()).isNotEmpty();
    }
  }

  @Test
  void isSortedByHash() throws IOException {
    try (ChunkStore store = open(true)) {
      put(store, new HashMap<>(), 50);
    }
    Path path = PACKS.resolve(indexes().getFirst());
    ByteBuffer header = ByteBuffer.allocate(64);
    try (StorageFile file = files.open(path, FileAccess.READ)) {
      file.read(header, 0);
      assertThat(new String(header.array(), 0, 8, StandardCharsets.US_ASCII))
          .isEqualTo("ARMPIDX\0");
    }
    PackIndexName name = PackIndexName.parse(indexes().getFirst()).orElseThrow();
    assertThat(name.fileName()).isEqualTo(indexes().getFirst());
    assertThat(PackIndexName.parse("00000000.pack")).isEqualTo(Optional.empty());
  }

  private static void put(ChunkStore store, Map<ChunkId, byte[]> objects, int count) {
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[objects.size() % 300];
      new Random(objects.size()).nextBytes(bytes);
      objects.put(store.put(ChunkKind.COLUMN, bytes), bytes);
      if (bytes.length == 0 || objects.size() % 7 == 0) {
        objects.put(store.put(ChunkKind.LEAF, new byte[objects.size()]), new byte[objects.size()]);
      }
    }
  }

  private static void check(ChunkStore store, Map<ChunkId, byte[]> objects) {
    objects.forEach(
        (id, bytes) -> {
          try {
            assertThat(store.get(id).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
          } catch (DatabaseException e) {
            throw new AssertionError(e);
          }
        });
  }

  private List<String> indexes() throws IOException {
    return ((FileSystem) files).list(PACKS).stream().filter(name -> name.endsWith(".idx")).toList();
  }
}
