package io.armillaria.storage.log;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Microseconds until a record is durable: in a frame of 512 bytes of the log, and as a bare write
/// of 512 bytes over zeros with a force. Run with
///
/// ```
/// mvn -pl storage -am test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
///     -Dexec.args="-cp %classpath org.openjdk.jmh.Main BenchmarkCommitLog -t 16"
/// ```
///
/// with `-t 1`, `-t 4` or more for the group commit.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkCommitLog {
  private static final int FRAME = 512;
  private static final int BARE_FRAMES = 1 << 14;

  private final byte[] payload = new byte[FRAME - FrameHeader.BYTES - 8];
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(FRAME);
  private Path directory;
  private CommitLog log;
  private StorageFile file;
  private int next;

  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "benchmark");
    log = CommitLog.open(FileSystem.disk(), directory, true, (at, type, record) -> {});
    file = FileSystem.disk().open(directory.resolve("bare"), FileAccess.CREATE);
    file.write(ByteBuffer.allocateDirect(FRAME * BARE_FRAMES), 0);
    file.force();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    log.close();
    file.close();
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(BenchmarkCommitLog::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Benchmark
  public LogPosition append() {
    return log.append(List.of(new LogRecord(RecordType.COMMIT, payload)));
  }

  /// One at a time, whatever the number of threads.
  @Benchmark
  public synchronized int bare() throws IOException {
    next = (next + 1) % BARE_FRAMES;
    bytes.clear().putInt(0, next);
    file.write(bytes, (long) next * FRAME);
    file.force();
    return next;
  }
}
