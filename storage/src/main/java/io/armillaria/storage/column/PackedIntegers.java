package io.armillaria.storage.column;

/// PACKED: number i is base + an unsigned code of `width` bits, 1 to 31 in 32-bit words or 33 to 63
/// in 64-bit words.
///
/// The codes lie across lanes, so that a loop over neighbouring rows shifts all of them alike. With
/// w bits to a word there are ceil(count / w) lanes; number i is in strip i / lanes of lane i %
/// lanes. The strips of a lane are packed one after the other, the lowest bits first, into `width`
/// words; word k of lane l is at (k * lanes + l) words. Zeros fill the last strip and pad to a
/// multiple of 8.
record PackedIntegers(
    int count, long end, ChunkBytes bytes, long body, long base, int width, int lanes)
    implements Integers {
  static PackedIntegers open(
      ChunkBytes bytes, long body, int count, long base, int width, String what) {
    if (width < 1 || width > 63 || width == 32) {
      throw ChunkBytes.corrupt(what + " has codes of " + width + " bits");
    }
    long end = bytes.require(body, bytes(count, width), what);
    return new PackedIntegers(count, end, bytes, body, base, width, lanes(count, width));
  }

  static int wordBits(int width) {
    return width < Integer.SIZE ? Integer.SIZE : Long.SIZE;
  }

  static int lanes(int count, int width) {
    int wordBits = wordBits(width);
    return (int) ((count + wordBits - 1L) / wordBits);
  }

  /// The size of the codes of `count` numbers, padding included.
  static long bytes(int count, int width) {
    return ChunkBytes.aligned((long) lanes(count, width) * width * (wordBits(width) / 8));
  }

  @Override
  public long get(int row) {
    long[] one = new long[1];
    read(row, 1, one, 0);
    return one[0];
  }

  @Override
  public void read(int from, int rows, long[] values, int at) {
    int done = 0;
    while (done < rows) {
      int lane = (from + done) % lanes;
      int step = Math.min(lanes - lane, rows - done);
      if (width < Integer.SIZE) {
        intStrip((from + done) / lanes, lane, step, values, at + done);
      } else {
        longStrip((from + done) / lanes, lane, step, values, at + done);
      }
      done += step;
    }
  }

  @Override
  public void read(int from, int rows, int[] values, int at) {
    if (width > Integer.SIZE) {
      readWide(from, rows, values, at);
      return;
    }
    int done = 0;
    while (done < rows) {
      int lane = (from + done) % lanes;
      int step = Math.min(lanes - lane, rows - done);
      int bit = (from + done) / lanes * width;
      int shift = bit & 31;
      long word = body + ((long) (bit >>> 5) * lanes + lane) * Integer.BYTES;
      int mask = (1 << width) - 1;
      int low = (int) base;
      if (shift + width <= Integer.SIZE) {
        PackedKernels.ints(bytes.segment(), word, shift, mask, step, low, values, at + done);
      } else {
        long next = word + (long) lanes * Integer.BYTES;
        PackedKernels.ints(bytes.segment(), word, next, shift, mask, step, low, values, at + done);
      }
      done += step;
    }
  }

  private void intStrip(int strip, int lane, int rows, long[] values, int at) {
    int bit = strip * width;
    int shift = bit & 31;
    long word = body + ((long) (bit >>> 5) * lanes + lane) * Integer.BYTES;
    int mask = (1 << width) - 1;
    if (shift + width <= Integer.SIZE) {
      PackedKernels.ints(bytes.segment(), word, shift, mask, rows, base, values, at);
    } else {
      long next = word + (long) lanes * Integer.BYTES;
      PackedKernels.ints(bytes.segment(), word, next, shift, mask, rows, base, values, at);
    }
  }

  private void longStrip(int strip, int lane, int rows, long[] values, int at) {
    int bit = strip * width;
    int shift = bit & 63;
    long word = body + ((long) (bit >>> 6) * lanes + lane) * Long.BYTES;
    long mask = (1L << width) - 1;
    if (shift + width <= Long.SIZE) {
      PackedKernels.longs(bytes.segment(), word, shift, mask, rows, base, values, at);
    } else {
      long next = word + (long) lanes * Long.BYTES;
      PackedKernels.longs(bytes.segment(), word, next, shift, mask, rows, base, values, at);
    }
  }

  /// Nothing that is read as ints is written with more than 32 bits, but a section may be.
  private void readWide(int from, int rows, int[] values, int at) {
    long[] wide = new long[rows];
    read(from, rows, wide, 0);
    for (int i = 0; i < rows; i++) {
      values[at + i] = (int) wide[i];
    }
  }
}
