package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.ProcessLocks;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cuts the power at operation 0, 1, 2 ... of a random workload, until it runs to its end.
final class TestChunkStorePowerCut {
  private static final Path DATABASE = Path.of("/database");
  private static final PackSizes SMALL = new PackSizes(4000, 1000, 4);

  private final Map<ChunkId, byte[]> put = new HashMap<>();
  private final Map<ChunkId, byte[]> forced = new HashMap<>();
  private HostileFileSystem files;
  private Random random;

  @ParameterizedTest
  @EnumSource(ChunkLayout.class)
  void keepsWhatWasForced(ChunkLayout layout) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestChunkStorePowerCut " + layout + " seed " + seed);
    boolean complete = false;
    for (long cut = 0; !complete; cut++) {
      put.clear();
      forced.clear();
      files = new HostileFileSystem();
      random = new Random(seed);
      try {
        complete = workUntil(cut, layout);
        for (int crash = 0; crash < 3; crash++) {
          files = random.nextBoolean() ? files.afterKill() : files.afterPowerCut(random);
          workUntil(random.nextInt(40), layout);
        }
        files = files.afterPowerCut(random);
        checkForced(open(layout));
      } catch (DatabaseException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", power cut at operation " + cut, e);
      }
    }
  }

  /// @return whether the workload ran to its end
  private boolean workUntil(long cut, ChunkLayout layout) {
    files.cutPowerAfter(cut);
    try (ChunkStore store = open(layout)) {
      checkForced(store);
      put.clear();
      for (int step = 0; step < 60; step++) {
        byte[] bytes = new byte[random.nextInt(40) * 10];
        if (random.nextInt(6) == 0) {
          store.force();
          forced.putAll(put);
        } else if (random.nextInt(10) == 0) {
          store.checkpoint();
        } else {
          put.put(store.put(ChunkKind.COLUMN, bytes), bytes);
        }
      }
      return true;
    } catch (DatabaseException e) {
      return false;
    }
  }

  private ChunkStore open(ChunkLayout layout) {
    ChunkHash hash = new ChunkHash(Blake3.best());
    return switch (layout) {
      case PACKED -> PackChunkStore.open(home(), hash);
      case LOOSE -> LooseChunkStore.open(files, DATABASE.resolve("objects"), 0, hash, 1000);
    };
  }

  private PackHome home() {
    return new PackHome(
        files, DATABASE.resolve("packs"), SMALL, random.nextBoolean(), ProcessLocks.alone());
  }

  private void checkForced(ChunkStore store) {
    forced.forEach(
        (id, bytes) -> {
          try {
            assertThat(store.get(id).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
          } catch (DatabaseException e) {
            throw new AssertionError(e);
          }
        });
  }
}
