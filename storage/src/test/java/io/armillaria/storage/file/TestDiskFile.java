package io.armillaria.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestDiskFile {
  private static final FileSystem FILES = FileSystem.disk();

  @TempDir Path directory;

  @Test
  void readsWhatWasWritten() throws IOException {
    try (StorageFile file = FILES.open(directory.resolve("f"), FileAccess.CREATE)) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5);
      file.force();
      ByteBuffer read = ByteBuffer.allocate(8);
      file.read(read, 0);
      assertThat(read.array()).containsExactly(0, 0, 0, 0, 0, 1, 2, 3);
      assertThat(file.size()).isEqualTo(8);
      assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 8))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void showsLaterWritesInAMapping() throws IOException {
    try (Arena arena = Arena.ofConfined();
        StorageFile file = FILES.open(directory.resolve("f"), FileAccess.CREATE)) {
      file.write(ByteBuffer.allocate(100), 0);
      MemorySegment mapped = file.map(3, 97, arena);
      file.write(ByteBuffer.wrap(new byte[] {7}), 50);
      assertThat(mapped.get(ValueLayout.JAVA_BYTE, 47)).isEqualTo((byte) 7);
      assertThatThrownBy(() -> file.map(0, 101, arena)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void isNotDisturbedByAnInterrupt() throws IOException {
    Thread.currentThread().interrupt();
    try (Arena arena = Arena.ofConfined();
        StorageFile file = FILES.open(directory.resolve("f"), FileAccess.CREATE)) {
      file.write(ByteBuffer.allocateDirect(4096), 0);
      file.force();
      file.read(ByteBuffer.allocate(4096), 0);
      assertThat(file.map(0, 4096, arena).byteSize()).isEqualTo(4096);
      FILES.forceDirectory(directory);
      assertThat(file.size()).isEqualTo(4096);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void tellsMissingFilesFromExistingOnes() throws IOException {
    Path path = directory.resolve("f");
    assertThatThrownBy(() -> FILES.open(path, FileAccess.WRITE))
        .isInstanceOf(NoSuchFileException.class);
    FILES.open(path, FileAccess.CREATE).close();
    assertThatThrownBy(() -> FILES.open(path, FileAccess.CREATE))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void listsRenamesAndDeletes() throws IOException {
    Path below = directory.resolve("a/b");
    assertThat(FILES.list(below)).isEmpty();
    FILES.createDirectories(below);
    FILES.open(below.resolve("z"), FileAccess.CREATE).close();
    FILES.open(below.resolve("y"), FileAccess.CREATE).close();
    assertThat(FILES.list(below)).containsExactly("y", "z");
    FILES.rename(below.resolve("z"), below.resolve("x"));
    FILES.delete(below.resolve("y"));
    assertThat(FILES.list(below)).containsExactly("x");
  }

  @Test
  void tellsWhetherItsDirectoryStillHasIt() throws IOException, InterruptedException {
    for (boolean settled : List.of(false, true)) {
      tellsOf(settled, path -> Files.delete(path));
      tellsOf(settled, path -> Files.move(path, path.resolveSibling("elsewhere")));
      tellsOf(settled, path -> Files.move(path.getParent(), directory.resolve("other" + settled)));
      tellsOf(
          settled,
          path -> {
            Path copy = Files.copy(path, path.resolveSibling("copy"));
            Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE);
          });
    }
  }

  private interface Loss {
    void of(Path path) throws IOException;
  }

  /// @param settled whether the directory had not changed for a while
  private void tellsOf(boolean settled, Loss loss) throws IOException, InterruptedException {
    Path path = Files.createDirectories(directory.resolve("of " + settled)).resolve("f");
    try (StorageFile file = FILES.open(path, FileAccess.CREATE)) {
      assertThat(file.isThere()).isTrue();
      Files.createFile(path.resolveSibling("neighbour"));
      assertThat(file.isThere()).isTrue();
      Files.delete(path.resolveSibling("neighbour"));
      if (settled) {
        Thread.sleep(150);
      }
      assertThat(file.isThere()).isTrue();
      loss.of(path);
      assertThat(file.isThere()).isFalse();
    }
    Files.deleteIfExists(path);
  }
}
