package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.HostileFileSystem;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Several processes that share the packs of one database.
final class TestSharedPacks {
  private static final Path DATABASE = Path.of("/database");

  private HostileFileSystem files = new HostileFileSystem();
  private final Random random = new Random();
  private final long seed = random.nextLong();

  private final class Process {
    private final FileSystem.Lock lock = files.share(DATABASE);
    private final PackChunkStore store =
        PackChunkStore.open(
            new PackHome(
                files,
                DATABASE.resolve("packs"),
                new PackSizes(20_000, 1000, 8),
                random.nextBoolean(),
                lock.locks()),
            new ChunkHash(Blake3.best()));

    void end(boolean killed) {
      if (!killed) {
        store.close();
      }
      lock.close();
    }
  }

  @Test
  void appendsToItsOwnPack() {
    Process one = new Process();
    Process other = new Process();
    ChunkId first = one.store.put(ChunkKind.COLUMN, bytes(1));
    ChunkId second = other.store.put(ChunkKind.COLUMN, bytes(2));
    assertThat(files.list(DATABASE.resolve("packs")))
        .containsExactly("00000000.pack", "00000001.pack");
    assertThat(read(one, second)).isEqualTo(bytes(2));
    assertThat(read(other, first)).isEqualTo(bytes(1));
    one.end(true);
    other.end(false);
    Process next = new Process();
    next.store.put(ChunkKind.COLUMN, bytes(3));
    assertThat(files.list(DATABASE.resolve("packs"))).hasSize(2);
    assertThat(read(next, second)).isEqualTo(bytes(2));
    next.end(false);
  }

  @Test
  void forcesWhatAnotherProcessHasWritten() {
    Process one = new Process();
    one.store.put(ChunkKind.COLUMN, bytes(1));
    Process other = new Process();
    ChunkId id = other.store.put(ChunkKind.COLUMN, bytes(1));
    other.store.force();
    files = files.afterPowerCut(random);
    assertThat(read(new Process(), id)).isEqualTo(bytes(1));
  }

  @Test
  void reliesOnNothingThatAFailedForceMayHaveLost() {
    for (int run = 0; run < 50; run++) {
      files = new HostileFileSystem();
      Process one = new Process();
      one.store.put(ChunkKind.COLUMN, bytes(1));
      one.store.put(ChunkKind.COLUMN, bytes(2));
      files.failForces(true);
      assertThatThrownBy(one.store::force).isInstanceOf(DatabaseException.class);
      files.failForces(false);
      if (random.nextBoolean()) {
        one.end(true);
      }
      Process next = new Process();
      ChunkId first = next.store.put(ChunkKind.COLUMN, bytes(1));
      ChunkId third = next.store.put(ChunkKind.COLUMN, bytes(3));
      next.store.force();
      if (random.nextBoolean()) {
        next.store.checkpoint();
      }
      files = files.afterPowerCut(random);
      Process last = new Process();
      assertThat(read(last, first)).as("seed %d, run %d", seed, run).isEqualTo(bytes(1));
      assertThat(read(last, third)).isEqualTo(bytes(3));
      last.end(true);
    }
  }

  @Test
  void collectsGarbageWhenItIsAlone() {
    Process one = new Process();
    Process other = new Process();
    assertThatThrownBy(one.store::collectHome)
        .hasMessage("Garbage cannot be collected while another process has the database open.");
    other.end(true);
    one.store.collectHome().close();
    one.end(false);
  }

  @Test
  void agreesWithAMapWhileProcessesComeAndGo() {
    random.setSeed(seed);
    Map<ChunkId, byte[]> model = new HashMap<>();
    List<ChunkId> ids = new ArrayList<>();
    List<Process> processes = new ArrayList<>(List.of(new Process()));
    for (int step = 0; step < 3000; step++) {
      int at = random.nextInt(processes.size());
      Process process = processes.get(at);
      switch (random.nextInt(40)) {
        case 0 -> {
          if (processes.size() < 4) {
            processes.add(new Process());
          }
        }
        case 1 -> {
          if (processes.size() > 1) {
            processes.remove(at).end(random.nextBoolean());
          }
        }
        case 2 -> process.store.force();
        case 3 -> process.store.checkpoint();
        case 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 -> {
          byte[] bytes = bytes(random.nextInt(2000));
          ChunkId id = process.store.put(ChunkKind.COLUMN, bytes);
          if (model.put(id, bytes) == null) {
            ids.add(id);
          }
        }
        default -> {
          if (!ids.isEmpty()) {
            ChunkId id = ids.get(random.nextInt(ids.size()));
            assertThat(read(process, id))
                .as("seed %d step %d", seed, step)
                .isEqualTo(model.get(id));
          }
        }
      }
    }
    Set<ChunkId> listed = new HashSet<>();
    new Process().store.forEach(chunk -> assertThat(listed.add(chunk.id())).isTrue());
    assertThat(listed).as("seed %d", seed).isEqualTo(model.keySet());
  }

  private byte[] read(Process process, ChunkId id) {
    return process.store.get(id).toArray(ValueLayout.JAVA_BYTE);
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[seed % 500];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
