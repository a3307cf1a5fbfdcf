package io.armillaria.blake3;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/// Hashing speed; the column `bytes` is in bytes per microsecond, which is MB/s. Run with
///
/// ```
/// mvn -pl native test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
///     -Dexec.args="-cp %classpath org.openjdk.jmh.Main BenchmarkBlake3"
/// ```
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx1g"})
public class BenchmarkBlake3 {
  /// `ON` is native, `OFF` is Java.
  @Param({"ON", "OFF"})
  NativeMode mode;

  @Param({"65536", "1048576", "67108864"})
  int size;

  private static final int MESSAGE_BYTES = 4096;

  private final byte[] out = new byte[Blake3.HASH_BYTES];
  private Arena arena;
  private Blake3 blake3;
  private MemorySegment outside;
  private byte[] array;
  private long[] offsets;
  private long[] lengths;
  private byte[] manyOut;

  /// What has been hashed.
  @AuxCounters
  @State(Scope.Thread)
  public static class Volume {
    public long bytes;
  }

  @Setup(Level.Trial)
  public void allocate() {
    arena = Arena.ofShared();
    blake3 = Blake3.best(mode);
    array = new byte[size];
    for (int i = 0; i < size; i++) {
      array[i] = (byte) (i % 251);
    }
    outside = arena.allocate(size, 4096).copyFrom(MemorySegment.ofArray(array));
    offsets = new long[size / MESSAGE_BYTES];
    lengths = new long[size / MESSAGE_BYTES];
    Arrays.setAll(offsets, i -> (long) i * MESSAGE_BYTES);
    Arrays.fill(lengths, MESSAGE_BYTES);
    manyOut = new byte[offsets.length * Blake3.HASH_BYTES];
  }

  @TearDown(Level.Trial)
  public void free() {
    arena.close();
  }

  @Benchmark
  public byte[] nativeMemory(Volume volume) {
    blake3.hash(outside, out, 0);
    volume.bytes += size;
    return out;
  }

  @Benchmark
  public byte[] heapArray(Volume volume) {
    blake3.hash(array, 0, size, out, 0);
    volume.bytes += size;
    return out;
  }

  @Benchmark
  public byte[] heapInPiecesOf4KiB(Volume volume) {
    Blake3Hasher hasher = blake3.newHasher();
    for (int at = 0; at < size; at += MESSAGE_BYTES) {
      hasher.update(array, at, Math.min(MESSAGE_BYTES, size - at));
    }
    hasher.finish(out);
    volume.bytes += size;
    return out;
  }

  @Benchmark
  public byte[] manyOf4KiB(Volume volume) {
    blake3.hashMany(outside, offsets, lengths, manyOut);
    volume.bytes += (long) offsets.length * MESSAGE_BYTES;
    return manyOut;
  }
}
