package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Nanoseconds to decode a row of a mapped leaf of 64 K rows, batch by batch; to read a row alone;
/// and to encode a row. Run with
///
/// ```
/// mvn -pl storage -am test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
///     -Dexec.args="-cp %classpath org.openjdk.jmh.Main BenchmarkColumnReader"
/// ```
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkColumnReader {
  static final int ROWS = 65536;
  private static final int BATCH = 1024;

  /// What the column holds, and so how it is encoded.
  @Param Shape shape;

  private Arena arena;
  private Path file;
  private ColumnReader reader;
  private ColumnVector vector;
  private int next;
  private final boolean[] nulls = new boolean[BATCH];
  private final long[] longs = new long[BATCH];
  private final long[] lows = new long[BATCH];
  private final double[] doubles = new double[BATCH];

  /// One shape for each decode kernel.
  public enum Shape {
    CONSTANT,
    SEQUENCE,
    FRAME_1,
    FRAME_2,
    FRAME_4,
    FRAME_8,
    PACKED_3,
    PACKED_11,
    PACKED_21,
    PACKED_40,
    LINEAR,
    RUNS,
    FRAME_2_NULLS,
    DOUBLE_RAW,
    DOUBLE_FLOAT,
    DOUBLE_SCALED,
    INT128_FRAME,
    INT128_SPLIT,
    DICTIONARY,
    PLAIN;

    DataType type() {
      return switch (this) {
        case DOUBLE_RAW, DOUBLE_SCALED -> DataType.Plain.DOUBLE;
        case DOUBLE_FLOAT -> DataType.Plain.REAL;
        case INT128_FRAME, INT128_SPLIT -> new DataType.Decimal(38, 2);
        case DICTIONARY, PLAIN -> new DataType.Varchar(40);
        default -> DataType.Plain.BIGINT;
      };
    }

    Object value(int row, Random random) {
      return switch (this) {
        case CONSTANT -> 7L;
        case SEQUENCE -> 3L * row;
        case FRAME_1 -> random.nextLong(250);
        case FRAME_2 -> random.nextLong(60_000);
        case FRAME_4 -> random.nextLong() >>> 32;
        case FRAME_8 -> random.nextLong();
        case PACKED_3 -> random.nextLong() >>> 61;
        case PACKED_11 -> random.nextLong() >>> 53;
        case PACKED_21 -> random.nextLong() >>> 43;
        case PACKED_40 -> random.nextLong() >>> 24;
        case LINEAR -> 4L * row + random.nextInt(4);
        case RUNS -> row / 60 * 1_000_003L % 1009;
        case FRAME_2_NULLS -> random.nextInt(9) == 0 ? null : (Long) random.nextLong(60_000);
        case DOUBLE_RAW -> random.nextGaussian();
        case DOUBLE_FLOAT -> (double) random.nextFloat();
        case DOUBLE_SCALED -> random.nextInt(10_000_000) / 100.0;
        case INT128_FRAME -> BigInteger.valueOf(random.nextInt());
        case INT128_SPLIT -> new BigInteger(120, random);
        case DICTIONARY -> text("city " + random.nextInt(1000));
        case PLAIN -> text(Long.toString(random.nextLong(), 2).substring(random.nextInt(30)));
      };
    }

    private static byte[] text(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    ColumnVector vector() {
      Random random = new Random(42);
      VectorBuilder builder = VectorBuilder.of(type().layout(), ROWS);
      for (int row = 0; row < ROWS; row++) {
        builder.appendDefault(value(row, random));
      }
      return builder.build();
    }
  }

  @Setup(Level.Trial)
  public void open() throws IOException {
    vector = shape.vector();
    byte[] chunk = ColumnEncoder.encode(shape.type(), vector, 0, ROWS);
    file = Files.createTempFile("column", ".chunk");
    Files.write(file, chunk);
    arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, chunk.length, arena);
      reader = ColumnChunk.open(mapped);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    arena.close();
    Files.delete(file);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long leaf() {
    long sum = 0;
    for (int from = 0; from < ROWS; from += BATCH) {
      sum += read(from, BATCH);
    }
    return sum;
  }

  @Benchmark
  public long row() {
    next = (next + 40_503) & (ROWS - 1);
    return read(next, 1);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public byte[] encode() {
    return ColumnEncoder.encode(shape.type(), vector, 0, ROWS);
  }

  private long read(int from, int rows) {
    if (shape.type().layout() != Layout.BYTES) {
      reader.readNulls(from, rows, nulls, 0);
    }
    return switch (shape.type().layout()) {
      case LONG -> {
        reader.readLongs(from, rows, longs, 0);
        yield longs[0];
      }
      case DOUBLE -> {
        reader.readDoubles(from, rows, doubles, 0);
        yield (long) doubles[0];
      }
      case INT128 -> {
        reader.readInt128s(from, rows, longs, lows, 0);
        yield lows[0];
      }
      case BYTES -> reader.readBytes(from, rows).lengths()[0];
    };
  }
}
