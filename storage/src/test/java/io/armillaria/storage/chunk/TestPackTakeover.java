package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.file.FileSystem;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// Threads look for objects that are not there, and so through the packs anew, while another one
/// begins to append to the pack of a process before.
final class TestPackTakeover {
  private static final int OBJECTS = 3000;

  @TempDir Path directory;

  private ChunkStore open() {
    return ChunkStores.open(FileSystem.disk(), directory, ChunkLayout.PACKED, Blake3.best());
  }

  @RepeatedTest(30)
  void nothingIsWrittenOver() throws InterruptedException {
    List<ChunkId> ids = new ArrayList<>();
    try (ChunkStore store = open()) {
      put(store, ids);
    }
    try (ChunkStore store = open()) {
      AtomicBoolean done = new AtomicBoolean();
      CountDownLatch looking = new CountDownLatch(2);
      ChunkId absent = ChunkId.parse("ab".repeat(32));
      List<Thread> lookers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        lookers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      while (!done.get()) {
                        store.contains(absent);
                        looking.countDown();
                      }
                    }));
      }
      looking.await();
      put(store, ids);
      done.set(true);
      for (Thread looker : lookers) {
        looker.join();
      }
    }
    try (ChunkStore store = open()) {
      for (int i = 0; i < ids.size(); i++) {
        assertThat(store.get(ids.get(i)).mismatch(object(i))).isEqualTo(-1);
      }
    }
  }

  private static void put(ChunkStore store, List<ChunkId> ids) {
    for (int i = 0; i < OBJECTS; i++) {
      ids.add(store.put(ChunkKind.COLUMN, object(ids.size())));
    }
    store.force();
  }

  private static MemorySegment object(int number) {
    return MemorySegment.ofArray(("object " + number).repeat(20).getBytes(StandardCharsets.UTF_8));
  }
}
