package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Microseconds to put an object that is new, to put one that is there, and to find one of many
/// that has been verified, in packs. Run as BenchmarkCommitLog is.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkPackChunkStore {
  private static final int KNOWN = 1 << 12;

  @Param({"1024", "65536"})
  public int bytes = 1024;

  private final Random random = new Random(1);
  private final ChunkId[] known = new ChunkId[KNOWN];
  private byte[] content;
  private byte[] first;
  private Path directory;
  private ChunkStore store;
  private int next;

  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "benchmark");
    store = ChunkStores.open(FileSystem.disk(), directory, ChunkLayout.PACKED, Blake3.best());
    content = new byte[bytes];
    random.nextBytes(content);
    first = content.clone();
    for (int i = 0; i < KNOWN; i++) {
      known[i] = putNew();
    }
    store.force();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    store.close();
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(BenchmarkPackChunkStore::delete);
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
  public ChunkId putNew() {
    MemorySegment.ofArray(content).set(ValueLayout.JAVA_INT_UNALIGNED, 0, next++);
    return store.put(ChunkKind.COLUMN, MemorySegment.ofArray(content));
  }

  @Benchmark
  public ChunkId putKnown() {
    MemorySegment.ofArray(first).set(ValueLayout.JAVA_INT_UNALIGNED, 0, random.nextInt(KNOWN));
    return store.put(ChunkKind.COLUMN, MemorySegment.ofArray(first));
  }

  @Benchmark
  public byte find() {
    return store.get(known[random.nextInt(KNOWN)]).get(ValueLayout.JAVA_BYTE, bytes - 1L);
  }
}
