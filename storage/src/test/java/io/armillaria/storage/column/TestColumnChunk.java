package io.armillaria.storage.column;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestColumnChunk {
  private static final List<Object> NUMBERS = Arrays.asList(7L, null, 300L, -5L);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir Path directory;

  @Test
  void readsMappedBytesAtAnyAddress() throws IOException {
    byte[] chunk = TestColumnEncoder.encode(DataType.Plain.BIGINT, NUMBERS);
    Path file = directory.resolve("pack");
    byte[] pack = new byte[chunk.length + 3];
    System.arraycopy(chunk, 0, pack, 3, chunk.length);
    Files.write(file, pack);
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, pack.length, arena);
      ColumnReader reader = ColumnChunk.open(mapped.asSlice(3));
      assertThat(TestColumnEncoder.read(reader, Layout.LONG, 0, 4)).isEqualTo(NUMBERS);
    }
  }

  @Test
  void staysAsItIs() {
    byte[] chunk = TestColumnEncoder.encode(DataType.Plain.BIGINT, NUMBERS);
    assertThat(HexFormat.of().formatHex(chunk))
        .isEqualTo(
            "41434f4c01000006" // ACOL, version 1, LONG, INTEGERS, minimum and maximum
                + "040000000100000003000000" // 4 rows, 1 null, 3 distinct
                + "080008003000000038000000" // bounds of 8 bytes, validity at 48, values at 56
                + "fbffffffffffffff2c01000000000000" // -5 to 300
                + "0d00000000000000" // rows 0, 2 and 3 have values
                + "0202000004000000fb7f000000000000" // FRAME of 2 bytes, 4 numbers, base 32763
                + "0c800c8031810080"); // 7, 7, 300, -5
  }

  @Test
  void refusesReadsOfOtherLayoutsAndRows() {
    ColumnReader reader =
        TestColumnEncoder.open(TestColumnEncoder.encode(DataType.Plain.BIGINT, NUMBERS));
    assertThatThrownBy(() -> reader.readDoubles(0, 1, new double[1], 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A column of layout LONG cannot be read by readDoubles.");
    assertThatThrownBy(() -> reader.readLongs(3, 2, new long[2], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void saysWhatIsDamaged() {
    byte[] chunk = TestColumnEncoder.encode(DataType.Plain.BIGINT, NUMBERS);
    assertDamage(Arrays.copyOf(chunk, 10), "its header wants 32 bytes, it has 10");
    assertDamage(
        Arrays.copyOf(chunk, chunk.length - 1),
        "the values section wants 8 bytes at 72, but the chunk has 79");
    chunk[5] = 9;
    assertDamage(chunk, "its layout is 9");
    chunk[0] = 'B';
    assertDamage(chunk, "its magic is 4c4f4342, not 4c4f4341");
  }

  @Test
  void neverCrashesOnDamage() {
    for (Samples sample : Samples.all(random)) {
      byte[] chunk = TestColumnEncoder.encode(sample.type(), sample.values(300, 4, random));
      for (int i = 0; i < 200; i++) {
        byte[] damaged = Arrays.copyOf(chunk, chunk.length - random.nextInt(2) * random.nextInt(9));
        int at = random.nextInt(Math.min(damaged.length, 160));
        damaged[at] = (byte) random.nextInt();
        try {
          TestColumnEncoder.open(damaged);
        } catch (DatabaseException e) {
          assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class);
        } catch (RuntimeException e) {
          fail("seed " + seed + ", " + sample + ", byte " + at + " is " + damaged[at], e);
        }
      }
    }
  }

  @Test
  void keepsOneDictionaryForAllReads() throws InterruptedException {
    Object[] values =
        IntStream.range(0, 5000).mapToObj(i -> ("name " + i % 40).getBytes(UTF_8)).toArray();
    byte[] chunk = TestColumnEncoder.encode(new DataType.Varchar(10), List.of(values));
    ColumnReader reader = TestColumnEncoder.open(chunk);
    BytesVector[] vectors = new BytesVector[4];
    Thread[] threads = new Thread[vectors.length];
    for (int i = 0; i < threads.length; i++) {
      int slot = i;
      threads[i] = new Thread(() -> vectors[slot] = reader.readBytes(slot * 1000, 1000));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (BytesVector vector : vectors) {
      assertThat(vector.dictionary()).isSameAs(vectors[0].dictionary());
      assertThat(vector.dictionary().size()).isEqualTo(40);
      assertThat(vector.codes()).hasSize(1000);
    }
  }

  @Test
  void readsFewRowsWithoutTheDictionary() {
    Object[] values =
        IntStream.range(0, 5000).mapToObj(i -> ("name " + i % 2000).getBytes(UTF_8)).toArray();
    byte[] chunk = TestColumnEncoder.encode(new DataType.Varchar(10), List.of(values));
    ColumnReader reader = TestColumnEncoder.open(chunk);
    BytesVector one = reader.readBytes(2001, 1);
    assertThat(one.text(0)).isEqualTo("name 1");
    assertThat(one.dictionary()).isNull();
    assertThat(reader.readBytes(0, 1000).dictionary()).isNotNull();
    assertThat(reader.readBytes(2001, 1).dictionary()).isNotNull();
  }

  private static void assertDamage(byte[] chunk, String message) {
    assertThatThrownBy(() -> TestColumnEncoder.open(chunk))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("A column chunk is damaged: " + message + ".");
  }
}
