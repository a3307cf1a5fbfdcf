package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Disks that are full or do not answer.
final class TestChunkStoreFailure {
  private final HostileFileSystem files = new HostileFileSystem();

  private ChunkStore open(ChunkLayout layout) {
    return ChunkStores.open(files, Path.of("/database"), layout, Blake3.best());
  }

  @ParameterizedTest
  @EnumSource(ChunkLayout.class)
  void goesOnAfterAFullDisk(ChunkLayout layout) {
    Map<ChunkId, byte[]> stored = new HashMap<>();
    files.limit(3_000_000);
    int refused = 0;
    try (ChunkStore store = open(layout)) {
      for (int i = 0; i < 80; i++) {
        byte[] bytes = new byte[70_000 + i];
        try {
          stored.put(store.put(ChunkKind.COLUMN, bytes), bytes);
        } catch (DatabaseException e) {
          assertThat(e.failure()).isInstanceOf(Failure.DiskFull.class);
          refused++;
        }
        if (i == 60) {
          files.limit(Long.MAX_VALUE);
        }
      }
      store.force();
    }
    assertThat(refused).isBetween(10, 50);
    try (ChunkStore store = open(layout)) {
      stored.forEach(
          (id, bytes) -> assertThat(store.get(id).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes));
    }
  }

  @ParameterizedTest
  @EnumSource(ChunkLayout.class)
  void takesNoMoreObjectsAfterAFailedForce(ChunkLayout layout) {
    ChunkStore store = open(layout);
    ChunkId id = store.put(ChunkKind.COLUMN, new byte[10]);
    files.failForces(layout == ChunkLayout.LOOSE);
    if (layout == ChunkLayout.PACKED) {
      store.force();
      store.put(ChunkKind.COLUMN, new byte[11]);
      files.failForces(true);
    }
    assertFails(store::force);
    files.failForces(false);
    assertFails(store::force);
    assertFails(() -> store.put(ChunkKind.COLUMN, new byte[12]));
    assertThat(store.get(id).byteSize()).isEqualTo(10);
    store.close();
    try (ChunkStore reopened = open(layout)) {
      assertThat(reopened.put(ChunkKind.COLUMN, new byte[10])).isEqualTo(id);
      reopened.force();
    }
  }

  private static void assertFails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.InputOutput.class));
  }
}
