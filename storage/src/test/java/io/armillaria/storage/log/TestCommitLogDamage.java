package io.armillaria.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Damages files of a log and expects the whole history or an error, never a part of it.
final class TestCommitLogDamage {
  private static final Path DATABASE = Path.of("/database");
  private static final int RECORDS = 24;
  private static final List<Integer> ALL = IntStream.range(0, RECORDS).boxed().toList();
  private static final LogSizes SMALL = new LogSizes(6 << 10, 6 << 10, 1 << 9);

  private final HostileFileSystem files = new HostileFileSystem();

  private List<Integer> open() {
    List<Integer> found = new ArrayList<>();
    CommitLog.open(files, DATABASE, true, (at, type, bytes) -> found.add(bytes.getInt(0)), SMALL)
        .close();
    return found;
  }

  private CommitLog written() {
    CommitLog log = CommitLog.open(files, DATABASE, true, (at, type, bytes) -> {}, SMALL);
    for (int i = 0; i < RECORDS; i++) {
      ByteBuffer payload = ByteBuffer.allocate(150).order(ByteOrder.LITTLE_ENDIAN);
      log.append(List.of(new LogRecord(RecordType.COMMIT, payload.putInt(0, i).array())));
    }
    return log;
  }

  private Path segment(int index) {
    return files.files().get(index);
  }

  @Test
  void takesNoFlippedBitForAnEndOfAClosedLog() throws IOException {
    written().close();
    assertThat(files.files()).hasSizeGreaterThan(2);
    for (Path path : files.files()) {
      byte[] content = files.content(path);
      for (int at = 0; at < content.length; at += content[at] == 0 ? 5 : 1) {
        byte[] damaged = content.clone();
        damaged[at] ^= (byte) (1 << (at % 8));
        expectAllOrError(path, damaged, "bit flipped at " + at);
      }
    }
  }

  @Test
  void takesNoFlippedBitBeforeTheLastFrameForAnEndOfAnOpenLog() throws IOException {
    written();
    List<Path> paths = files.files();
    for (Path path : paths) {
      byte[] content = files.content(path);
      for (int at = 0; at < content.length; at += content[at] == 0 ? 5 : 1) {
        byte[] damaged = content.clone();
        damaged[at] ^= (byte) (1 << (at % 8));
        List<byte[]> before = contents();
        files.damage(path, damaged);
        try {
          List<Integer> found = open();
          assertThat(found).isIn(ALL, ALL.subList(0, RECORDS - 1));
          if (found.size() < RECORDS) {
            assertThat(path).isEqualTo(paths.getLast());
          }
        } catch (DatabaseException e) {
          assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class);
        }
        restore(before);
      }
    }
  }

  @Test
  void takesNoDamagedRangeForAnEndOfAClosedLog() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestCommitLogDamage seed " + seed);
    Random random = new Random(seed);
    written().close();
    for (int i = 0; i < 3000; i++) {
      Path path = segment(random.nextInt(files.files().size()));
      byte[] damaged = files.content(path);
      int start = LogSegment.HEAD + random.nextInt(damaged.length - LogSegment.HEAD);
      int end = Math.min(damaged.length, start + 1 + random.nextInt(3000));
      if (random.nextBoolean()) {
        Arrays.fill(damaged, start, end, (byte) 0);
      } else {
        byte[] garbage = new byte[end - start];
        random.nextBytes(garbage);
        System.arraycopy(garbage, 0, damaged, start, garbage.length);
      }
      expectAllOrError(path, damaged, "seed " + seed + ", range " + start + " to " + end);
    }
  }

  @Test
  void takesNoShorterFileForAnEndOfAClosedLog() throws IOException {
    written().close();
    for (Path path : files.files()) {
      byte[] content = files.content(path);
      for (int length = 0; length < content.length; length += 7) {
        expectAllOrError(path, Arrays.copyOf(content, length), "cut at " + length);
      }
    }
  }

  private void expectAllOrError(Path path, byte[] damaged, String description) throws IOException {
    List<byte[]> before = contents();
    files.damage(path, damaged);
    try {
      assertThat(open()).as("%s in %s", description, path).isEqualTo(ALL);
    } catch (DatabaseException e) {
      assertThat(e.failure()).as(description).isInstanceOf(Failure.Corrupt.class);
    }
    restore(before);
  }

  private List<byte[]> contents() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path path : files.files()) {
      contents.add(files.content(path));
    }
    return contents;
  }

  private void restore(List<byte[]> contents) throws IOException {
    for (int i = 0; i < contents.size(); i++) {
      files.damage(segment(i), contents.get(i));
    }
  }

  @Test
  void namesSegmentAndByteOfADamagedFrame() throws IOException {
    written().close();
    byte[] content = files.content(segment(0));
    content[LogSegment.HEAD + 70]++;
    files.damage(segment(0), content);
    assertCorrupt(
        this::open,
        "The commit log is damaged in log/0000000000000001.log: frame 1 at byte 4096 does not"
            + " verify");
  }

  @Test
  void namesAMissingSegment() throws IOException {
    written().close();
    Path last = files.files().getLast();
    byte[] content = files.content(last);
    files.delete(last);
    assertCorrupt(this::open, "it is followed by a segment, which is missing");
    try (StorageFile file = files.open(last, FileAccess.CREATE)) {
      file.write(ByteBuffer.wrap(content), 0);
    }
    files.delete(segment(1));
    assertCorrupt(this::open, segment(1).getFileName().toString(), "the frames before it end with");
    files.delete(segment(0));
    assertCorrupt(
        this::open,
        segment(0).getFileName().toString(),
        "nor its copy checkpoint-2 names one that can be read");
  }

  @Test
  void takesNoLostLogForANewOne() throws IOException {
    written().close();
    files.createDirectory(DATABASE.resolve("packs"));
    for (Path path : files.files()) {
      files.delete(path);
    }
    assertCorrupt(this::open, "The commit log of /database is missing, but there are objects.");
  }

  @Test
  void goesOnWithACreationThatWasCutShort() throws IOException {
    files.createDirectories(DATABASE.resolve("log"));
    files.open(DATABASE.resolve("log/0000000000000001.log.new"), FileAccess.CREATE).close();
    CommitLog.open(files, DATABASE, false, (at, type, bytes) -> {}, SMALL).close();
    assertThat(open()).isEmpty();
  }

  @Test
  void refusesASegmentOfAnotherStore() throws IOException {
    written().close();
    byte[] content = files.content(segment(1));
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(16, 1).putInt(60, Checksums.of(header, 0, 60));
    files.damage(segment(1), content);
    assertCorrupt(this::open, "it belongs to store 00000000-0000-0001");
  }

  @Test
  void refusesANewerFormat() throws IOException {
    written().close();
    byte[] content = files.content(segment(0));
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(8, 7).putInt(60, Checksums.of(header, 0, 60));
    files.damage(segment(0), content);
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.TooNew("/database", 7, 1)));
  }

  private static void assertCorrupt(ThrowingCallable opening, String... parts) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class))
        .hasMessageContainingAll(parts);
  }
}
