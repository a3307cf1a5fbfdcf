package io.armillaria.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.file.DirectoryLock;
import io.armillaria.storage.file.FileSystem;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that puts objects and appends records that name them, with the real files.
final class TestKilledProcess {
  private static final int ROUNDS = 3;

  /// Appends until it is killed, printing what is durable.
  public static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      Path directory = Path.of(arguments[0]);
      List<ChunkId> found = new ArrayList<>();
      try (DirectoryLock lock = DirectoryLock.acquire(directory);
          ChunkStore store = store(directory);
          CommitLog log = log(directory, found)) {
        assertThat(lock).isNotNull();
        for (int i = found.size(); i >= 0; i++) {
          ChunkId id = store.put(ChunkKind.CHANGE, object(i));
          store.force();
          log.append(List.of(new LogRecord(RecordType.COMMIT, id.toBytes())));
          System.out.println(i);
        }
      }
    }
  }

  private static ChunkStore store(Path directory) {
    return ChunkStores.open(FileSystem.disk(), directory, ChunkLayout.PACKED, Blake3.best());
  }

  private static CommitLog log(Path directory, List<ChunkId> found) {
    return CommitLog.open(
        FileSystem.disk(), directory, true, (at, type, id) -> found.add(ChunkId.readFrom(id)));
  }

  private static byte[] object(int number) {
    return ByteBuffer.allocate(1000 + number).putInt(0, number).array();
  }

  @Test
  void leavesEveryAcknowledgedRecordAndItsObject(@TempDir Path directory, @TempDir Path other)
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path output = other.resolve("output" + round);
      Process writer = start(directory, output);
      while (Files.size(output) < 300 && writer.isAlive()) {
        Thread.sleep(5);
      }
      writer.destroyForcibly().waitFor();
      String text = Files.readString(output);
      String[] lines = text.substring(0, text.lastIndexOf('\n')).split("\n", -1);
      check(directory, Integer.parseInt(lines[lines.length - 1]));
    }
  }

  private static void check(Path directory, int acknowledged) {
    List<ChunkId> found = new ArrayList<>();
    try (DirectoryLock lock = DirectoryLock.acquire(directory);
        ChunkStore store = store(directory);
        CommitLog log = log(directory, found)) {
      assertThat(lock).isNotNull();
      assertThat(log.wasClosedCleanly()).isFalse();
      assertThat(found.size()).isBetween(acknowledged + 1, acknowledged + 2);
      for (int i = 0; i < found.size(); i++) {
        assertThat(store.get(found.get(i)).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(object(i));
      }
    }
  }

  private static Process start(Path directory, Path output) throws IOException {
    List<String> path = new ArrayList<>();
    for (Class<?> type : List.of(CommitLog.class, Writer.class, Blake3.class, Assertions.class)) {
      URI location =
          URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
      path.add(Path.of(location).toString());
    }
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            String.join(File.pathSeparator, path),
            Writer.class.getName(),
            directory.toString())
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
