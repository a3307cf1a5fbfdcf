package io.armillaria.storage.column;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Reads the encodings of layout DOUBLE.
final class DoubleReader extends ChunkReader {
  private static final int BLOCK = 1024;

  private final Encoding encoding;
  private final long start;
  private final Integers scaled;
  private final double power;

  private DoubleReader(ChunkFrame frame, Integers scaled, double power) {
    super(frame);
    encoding = frame.header().encoding();
    start = frame.values();
    this.scaled = scaled;
    this.power = power;
  }

  static DoubleReader open(ChunkFrame frame) {
    ChunkBytes bytes = frame.bytes();
    long start = frame.values();
    String what = "the values section";
    if (frame.header().encoding() == Encoding.DOUBLE_SCALED) {
      long body = bytes.require(start, Long.BYTES, what);
      long digits = bytes.longAt(start);
      if (digits < 0 || digits > DecimalScale.mostDigits()) {
        throw ChunkBytes.corrupt(what + " has " + digits + " digits");
      }
      Integers scaled = Integers.open(bytes, body, frame.rows(), what);
      return new DoubleReader(frame, scaled, DecimalScale.power((int) digits));
    }
    long wanted =
        switch (frame.header().encoding()) {
          case DOUBLE_RAW -> (long) frame.rows() * Double.BYTES;
          case DOUBLE_FLOAT -> (long) frame.rows() * Float.BYTES;
          default -> Double.BYTES;
        };
    bytes.require(start, wanted, what);
    return new DoubleReader(frame, null, 1);
  }

  @Override
  public void readDoubles(int from, int rows, double[] values, int at) {
    frame.check(from, rows);
    MemorySegment segment = frame.bytes().segment();
    switch (encoding) {
      case DOUBLE_CONSTANT ->
          Arrays.fill(values, at, at + rows, segment.get(ChunkBytes.DOUBLE, start));
      case DOUBLE_SCALED -> readScaled(from, rows, values, at);
      case DOUBLE_FLOAT -> floats(segment, start + 4L * from, rows, values, at);
      default ->
          MemorySegment.copy(segment, ChunkBytes.DOUBLE, start + 8L * from, values, at, rows);
    }
    frame.mask(from, rows, values, at);
  }

  private void readScaled(int from, int rows, double[] values, int at) {
    long[] numbers = new long[Math.min(BLOCK, rows)];
    for (int done = 0; done < rows; done += BLOCK) {
      int step = Math.min(BLOCK, rows - done);
      scaled.read(from + done, step, numbers, 0);
      divide(numbers, step, power, values, at + done);
    }
  }

  private static void divide(long[] numbers, int rows, double power, double[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = numbers[i] / power;
    }
  }

  private static void floats(MemorySegment segment, long start, int rows, double[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = segment.get(ChunkBytes.FLOAT, start + 4L * i);
    }
  }
}
