package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

final class TestIntegerEncoder {
  private static final int COUNT = 50_000;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void takesTheKindThatFits() {
    assertThat(open(_ -> 5)).isInstanceOf(ConstantIntegers.class);
    assertThat(open(i -> 5 - 3L * i)).isInstanceOf(SequenceIntegers.class);
    assertThat(open(_ -> random.nextInt(200))).isInstanceOf(FrameIntegers.class);
    assertThat(open(_ -> random.nextInt(8))).isInstanceOf(PackedIntegers.class);
    assertThat(open(i -> 32L * i + random.nextInt(32))).isInstanceOf(LinearIntegers.class);
    assertThat(open(i -> (long) (i / 100) * 77_777 % 1001)).isInstanceOf(RunIntegers.class);
    assertThat(open(_ -> random.nextLong())).isInstanceOf(FrameIntegers.class);
  }

  @Test
  void readsTheLowerBitsAsInts() {
    for (int bits = 1; bits <= 64; bits++) {
      int shift = Long.SIZE - bits;
      check(i -> (random.nextLong() >>> shift) + (shift > 40 ? i : 0));
      check(i -> ((long) i << Math.min(shift, 30)) + random.nextInt(3));
      check(i -> (i / 500) * (-1L >>> shift));
    }
    check(i -> 9L * i);
    check(_ -> -9);
  }

  private void check(IntToLongFunction number) {
    long[] numbers = numbers(number, 3000);
    Integers integers = open(numbers);
    int from = random.nextInt(numbers.length);
    int rows = random.nextInt(numbers.length - from);
    int[] ints = new int[rows + 2];
    integers.read(from, rows, ints, 1);
    for (int i = 0; i < rows; i++) {
      assertThat(ints[i + 1]).as("seed %s, %s", seed, i).isEqualTo((int) numbers[from + i]);
      assertThat(integers.get(from + i)).as("seed %s", seed).isEqualTo(numbers[from + i]);
    }
  }

  private static Integers open(IntToLongFunction number) {
    return open(numbers(number, COUNT));
  }

  private static long[] numbers(IntToLongFunction number, int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number.applyAsLong(i);
    }
    return numbers;
  }

  /// Writes the section behind other bytes, and checks that it ends where the sink does.
  private static Integers open(long[] numbers) {
    ByteSink sink = new ByteSink(0);
    sink.putLong(-1);
    IntegerEncoder.write(sink, numbers, 0, numbers.length);
    ChunkBytes bytes = ChunkBytes.of(MemorySegment.ofArray(sink.toBytes()));
    Integers integers = Integers.open(bytes, Long.BYTES, numbers.length, "the section");
    assertThat(integers.end()).isEqualTo(sink.size());
    return integers;
  }
}
