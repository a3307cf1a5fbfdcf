package io.armillaria.blake3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every implementation must do. The oracle is that of commons-codec.
abstract class AbstractTestBlake3 {
  private static final Map<Integer, String> PUBLISHED =
      Map.of(
          0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
          1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
          1023, "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
          1024, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
          102400, "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085");

  private static final int[] LENGTHS = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 2048, 2049, 3072, 3073,
    4096, 4097, 5120, 5121, 6144, 6145, 7168, 7169, 8192, 8193, 16384, 31744, 102400
  };

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  abstract Blake3 blake3();

  @Test
  void givesThePublishedHashes() {
    for (var vector : PUBLISHED.entrySet()) {
      assertThat(hash(counting(vector.getKey())))
          .as("%d bytes", vector.getKey())
          .isEqualTo(vector.getValue());
    }
  }

  @Test
  void agreesWithTheOracleOnThePublishedLengths() {
    for (int length : LENGTHS) {
      byte[] input = counting(length);
      assertThat(hash(input)).as("%d bytes", length).isEqualTo(oracle(input));
    }
  }

  /// All numbers of chunks around the widths of the kernels and the size of a segment.
  @Test
  void agreesWithTheOracleAroundEachNumberOfChunks() {
    byte[] input = counting(2 * 256 * 1024 + 4096);
    for (int chunks :
        new int[] {7, 9, 12, 15, 16, 17, 23, 31, 32, 33, 63, 64, 100, 255, 256, 257, 512}) {
      for (int length = chunks * 1024 - 1; length <= chunks * 1024 + 1; length++) {
        byte[] part = Arrays.copyOf(input, length);
        assertThat(hash(part)).as("%d bytes", length).isEqualTo(oracle(part));
      }
    }
  }

  @Test
  void agreesWithTheOracleOnRandomParts() {
    byte[] input = new byte[400_000];
    random.nextBytes(input);
    for (int i = 0; i < 60; i++) {
      int offset = random.nextInt(1000);
      int length = random.nextInt(1 << (1 + random.nextInt(18)));
      byte[] out = new byte[100];
      blake3().hash(input, offset, length, out, 17);
      byte[] expected = new byte[100];
      byte[] part = Arrays.copyOfRange(input, offset, offset + length);
      System.arraycopy(HexFormat.of().parseHex(oracle(part)), 0, expected, 17, 32);
      assertThat(out).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void hashesEveryKindOfMemory(@TempDir Path directory) throws IOException {
    byte[] input = counting(200_008);
    Path file = Files.write(directory.resolve("input"), input);
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment heap = MemorySegment.ofArray(input);
      MemorySegment outside = arena.allocate(input.length).copyFrom(heap);
      MemorySegment longs = MemorySegment.ofArray(new long[input.length / 8]).copyFrom(heap);
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, input.length, arena);
      for (MemorySegment whole :
          new MemorySegment[] {heap, heap.asReadOnly(), outside, longs, mapped}) {
        for (int length : new int[] {0, 5, 1024, 5000, 65_536, 200_005}) {
          MemorySegment part = whole.asSlice(3, length);
          byte[] out = new byte[32];
          blake3().hash(part, out, 0);
          assertThat(HexFormat.of().formatHex(out))
              .as("%d bytes of %s", length, whole)
              .isEqualTo(oracle(Arrays.copyOfRange(input, 3, 3 + length)));
          Blake3Hasher hasher = blake3().newHasher();
          hasher.update(part);
          assertThat(finish(hasher)).isEqualTo(HexFormat.of().formatHex(out));
        }
      }
    }
  }

  @Test
  void hashesPiecesLikeTheWhole() {
    Blake3Hasher hasher = blake3().newHasher();
    for (int i = 0; i < 60; i++) {
      byte[] input = new byte[random.nextInt(1 << (1 + random.nextInt(20)))];
      random.nextBytes(input);
      int largest = 1 << random.nextInt(18);
      for (int at = 0; at < input.length; ) {
        int length = Math.min(input.length - at, 1 + random.nextInt(largest));
        hasher.update(input, at, length);
        at += length;
      }
      assertThat(finish(hasher)).as("seed %d", seed).isEqualTo(oracle(input));
    }
  }

  @Test
  void hashesPiecesThatEndWithAnInnerNode() {
    for (int piece : new int[] {1024, 16_384, 32_768, 65_536, 262_144}) {
      byte[] input = counting(4 * piece);
      Blake3Hasher hasher = blake3().newHasher();
      for (int pieces = 1; pieces <= 4; pieces++) {
        for (int i = 0; i < pieces; i++) {
          hasher.update(input, i * piece, piece);
        }
        assertThat(finish(hasher))
            .as("%d pieces of %d bytes", pieces, piece)
            .isEqualTo(oracle(Arrays.copyOf(input, pieces * piece)));
      }
    }
  }

  @Test
  void hashesManyMessagesLikeEach() {
    byte[] input = new byte[300_000];
    random.nextBytes(input);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment heap = MemorySegment.ofArray(input);
      MemorySegment outside = arena.allocate(input.length).copyFrom(heap);
      for (int count : new int[] {0, 1, 2, 15, 16, 17, 130, 400}) {
        long[] offsets = new long[count];
        long[] lengths = new long[count];
        byte[] expected = new byte[32 * count];
        for (int i = 0; i < count; i++) {
          offsets[i] = random.nextInt(150_000);
          lengths[i] = random.nextInt(1 << random.nextInt(i % 64 == 0 ? 18 : 13));
          byte[] message =
              Arrays.copyOfRange(input, (int) offsets[i], (int) (offsets[i] + lengths[i]));
          System.arraycopy(HexFormat.of().parseHex(oracle(message)), 0, expected, 32 * i, 32);
        }
        for (MemorySegment base : new MemorySegment[] {heap, outside}) {
          byte[] out = new byte[32 * count];
          blake3().hashMany(base, offsets, lengths, out);
          assertThat(out).as("%d messages in %s, seed %d", count, base, seed).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void passesTheSelfTest() {
    KnownAnswer.check(blake3());
  }

  @Test
  void refusesRangesOutsideTheArrays() {
    Blake3 blake3 = blake3();
    Blake3Hasher hasher = blake3.newHasher();
    byte[] bytes = new byte[40];
    MemorySegment segment = MemorySegment.ofArray(bytes);
    for (Runnable wrong :
        new Runnable[] {
          () -> blake3.hash(bytes, 1, 40, bytes, 0),
          () -> blake3.hash(bytes, 0, 40, bytes, 9),
          () -> blake3.hash(segment, bytes, -1),
          () -> blake3.hashMany(segment, new long[] {1}, new long[] {40}, bytes),
          () -> blake3.hashMany(segment, new long[] {0}, new long[] {-1}, bytes),
          () -> blake3.hashMany(segment, new long[2], new long[2], bytes),
          () -> hasher.update(bytes, 1, 40),
          () -> hasher.finish(bytes, 9)
        }) {
      assertThatThrownBy(wrong::run).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> blake3.hashMany(segment, new long[1], new long[2], bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 offsets, but 2 lengths");
  }

  @Test
  void refusesClosedMemory() {
    Arena arena = Arena.ofConfined();
    MemorySegment closed = arena.allocate(100);
    arena.close();
    Blake3Hasher hasher = blake3().newHasher();
    assertThatThrownBy(() -> blake3().hash(closed, new byte[32], 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> hasher.update(closed)).isInstanceOf(IllegalStateException.class);
    assertThat(finish(hasher)).isEqualTo(PUBLISHED.get(0));
  }

  /// The input of the published test vectors: 0, 1 ... 250, 0, 1 ...
  private static byte[] counting(int length) {
    byte[] input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) (i % 251);
    }
    return input;
  }

  private String hash(byte[] input) {
    byte[] out = new byte[32];
    blake3().hash(input, 0, input.length, out, 0);
    return HexFormat.of().formatHex(out);
  }

  private static String finish(Blake3Hasher hasher) {
    byte[] out = new byte[32];
    hasher.finish(out);
    return HexFormat.of().formatHex(out);
  }

  private static String oracle(byte[] input) {
    return HexFormat.of().formatHex(org.apache.commons.codec.digest.Blake3.hash(input));
  }
}
