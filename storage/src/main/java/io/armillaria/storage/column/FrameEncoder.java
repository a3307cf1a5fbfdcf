package io.armillaria.storage.column;

/// Writes FRAME, or PACKED where that saves more than a quarter of FRAME's bytes.
final class FrameEncoder {
  private FrameEncoder() {}

  /// The size of the section, header included.
  static long bytes(IntegerProfile profile) {
    return Integers.HEADER
        + (packs(profile)
            ? PackedIntegers.bytes(profile.count(), profile.bits())
            : ChunkBytes.aligned((long) profile.count() * width(profile.bits())));
  }

  static void write(ByteSink sink, long[] values, int from, IntegerProfile profile) {
    if (packs(profile)) {
      pack(sink, values, from, profile);
    } else {
      frame(sink, values, from, profile);
    }
  }

  /// Whole bytes that hold so many bits.
  private static int width(int bits) {
    return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  private static boolean packs(IntegerProfile profile) {
    int bits = profile.bits();
    long whole = ChunkBytes.aligned((long) profile.count() * width(bits));
    return bits > 0
        && bits < 48
        && bits != 32
        && 4 * PackedIntegers.bytes(profile.count(), bits) < 3 * whole;
  }

  private static void frame(ByteSink sink, long[] values, int from, IntegerProfile profile) {
    int width = width(profile.bits());
    int count = profile.count();
    // Codes are signed: the base is the middle of what they reach.
    long base = width == Long.BYTES ? 0 : profile.minimum() + (1L << (8 * width - 1));
    IntegerEncoder.header(sink, Integers.FRAME, width, count, base);
    int at = sink.reserve((long) count * width);
    switch (width) {
      case 1 -> {
        byte[] bytes = sink.array();
        for (int i = 0; i < count; i++) {
          bytes[at + i] = (byte) (values[from + i] - base);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          sink.setShort(at + 2 * i, (int) (values[from + i] - base));
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          sink.setInt(at + 4 * i, (int) (values[from + i] - base));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          sink.setLong(at + 8 * i, values[from + i]);
        }
      }
    }
    sink.align();
  }

  private static void pack(ByteSink sink, long[] values, int from, IntegerProfile profile) {
    int width = profile.bits();
    int count = profile.count();
    long base = profile.minimum();
    IntegerEncoder.header(sink, Integers.PACKED, width, count, base);
    int at = sink.reserve(PackedIntegers.bytes(count, width));
    int wordBits = PackedIntegers.wordBits(width);
    int lanes = PackedIntegers.lanes(count, width);
    long[] words = new long[lanes * width];
    for (int done = 0, strip = 0; done < count; done += lanes, strip++) {
      int step = Math.min(lanes, count - done);
      int shift = strip * width % wordBits;
      int word = strip * width / wordBits * lanes;
      for (int lane = 0; lane < step; lane++) {
        words[word + lane] |= (values[from + done + lane] - base) << shift;
      }
      if (shift + width > wordBits) {
        for (int lane = 0; lane < step; lane++) {
          words[word + lanes + lane] |= (values[from + done + lane] - base) >>> (wordBits - shift);
        }
      }
    }
    for (int i = 0; i < words.length; i++) {
      if (wordBits == Integer.SIZE) {
        sink.setInt(at + Integer.BYTES * i, (int) words[i]);
      } else {
        sink.setLong(at + Long.BYTES * i, words[i]);
      }
    }
  }
}
