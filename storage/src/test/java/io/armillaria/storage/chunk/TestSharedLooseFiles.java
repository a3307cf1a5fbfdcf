package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.HostileFileSystem;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Several processes that put objects into loose files of one database, often the same ones.
final class TestSharedLooseFiles {
  private static final Path DATABASE = Path.of("/database");

  private HostileFileSystem files = new HostileFileSystem();
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  private final class Process {
    private final FileSystem.Lock lock = files.share(DATABASE);
    private final ChunkStore store =
        ChunkStores.open(
            files,
            DATABASE,
            new ChunkOptions(ChunkLayout.LOOSE, true),
            lock.locks(),
            Blake3.best());
    private final Set<Integer> unforced = new HashSet<>();

    void end(boolean killed) {
      if (!killed) {
        store.close();
      }
      lock.close();
    }
  }

  @Test
  void openingLeavesTheUnforcedFilesOfOthersAlone() {
    Process one = new Process();
    ChunkId id = one.store.put(ChunkKind.COLUMN, bytes(1));
    Process other = new Process();
    assertThat(other.store.put(ChunkKind.COLUMN, bytes(1))).isEqualTo(id);
    other.end(true);
    one.store.force();
    one.end(true);
    assertThat(read(new Process(), 1)).isEqualTo(bytes(1));
    assertThat(files.list(DATABASE.resolve("objects/new/01"))).hasSize(1);
    new Process();
    assertThat(files.list(DATABASE.resolve("objects/new/01"))).isEmpty();
  }

  /// Processes come and go, are killed, and now and then the power is cut: what one of them has
  /// forced is there and whole.
  @Test
  void whatOneHasForcedIsThereForAll() {
    System.out.println("TestSharedLooseFiles seed " + seed);
    Set<Integer> durable = new HashSet<>();
    List<Process> processes = new ArrayList<>(List.of(new Process()));
    for (int step = 0; step < 3000; step++) {
      int at = random.nextInt(processes.size());
      Process process = processes.get(at);
      switch (random.nextInt(30)) {
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
        case 2 -> {
          if (random.nextInt(10) == 0) {
            processes.forEach(each -> each.end(true));
            files = files.afterPowerCut(random);
            processes = new ArrayList<>(List.of(new Process()));
          }
        }
        case 3, 4, 5 -> {
          process.store.force();
          durable.addAll(process.unforced);
          process.unforced.clear();
        }
        case 6, 7, 8, 9, 10, 11, 12, 13, 14 -> {
          int object = random.nextInt(300);
          process.store.put(ChunkKind.COLUMN, bytes(object));
          process.unforced.add(object);
          assertThat(read(process, object)).isEqualTo(bytes(object));
        }
        default -> {
          if (!durable.isEmpty()) {
            int object = new ArrayList<>(durable).get(random.nextInt(durable.size()));
            assertThat(read(process, object))
                .as("seed %d step %d", seed, step)
                .isEqualTo(bytes(object));
          }
        }
      }
    }
    assertThat(durable).hasSizeGreaterThan(100);
  }

  private static byte[] read(Process process, int object) {
    ChunkId id = new ChunkHash(Blake3.best()).of(MemorySegment.ofArray(bytes(object)));
    return process.store.get(id).toArray(ValueLayout.JAVA_BYTE);
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[seed % 90 + 10];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
