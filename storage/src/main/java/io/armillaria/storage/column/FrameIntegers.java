package io.armillaria.storage.column;

/// FRAME: number i is base + code i; the codes follow the header as signed numbers of `width`
/// bytes, which decode several times faster than unsigned ones.
record FrameIntegers(int count, long end, ChunkBytes bytes, long body, long base, int width)
    implements Integers {
  static FrameIntegers open(
      ChunkBytes bytes, long body, int count, long base, int width, String what) {
    if (Integer.bitCount(width) != 1 || width > Long.BYTES) {
      throw ChunkBytes.corrupt(what + " has codes of " + width + " bytes");
    }
    long end = bytes.require(body, ChunkBytes.aligned((long) count * width), what);
    return new FrameIntegers(count, end, bytes, body, base, width);
  }

  @Override
  public long get(int row) {
    long at = body + (long) row * width;
    return base
        + switch (width) {
          case 1 -> (byte) bytes.byteAt(at);
          case 2 -> bytes.segment().get(ChunkBytes.SHORT, at);
          case 4 -> bytes.intAt(at);
          default -> bytes.longAt(at);
        };
  }

  @Override
  public void read(int from, int rows, long[] values, int at) {
    long start = body + (long) from * width;
    switch (width) {
      case 1 -> FrameKernels.bytes(bytes.segment(), start, rows, base, values, at);
      case 2 -> FrameKernels.shorts(bytes.segment(), start, rows, base, values, at);
      case 4 -> FrameKernels.ints(bytes.segment(), start, rows, base, values, at);
      default -> FrameKernels.longs(bytes.segment(), start, rows, base, values, at);
    }
  }

  @Override
  public void read(int from, int rows, int[] values, int at) {
    long start = body + (long) from * width;
    int low = (int) base;
    switch (width) {
      case 1 -> FrameKernels.bytes(bytes.segment(), start, rows, low, values, at);
      case 2 -> FrameKernels.shorts(bytes.segment(), start, rows, low, values, at);
      case 4 -> FrameKernels.ints(bytes.segment(), start, rows, low, values, at);
      default -> FrameKernels.longs(bytes.segment(), start, rows, low, values, at);
    }
  }
}
