package io.armillaria.storage.column;

/// A section of whole numbers: the values of a LONG column, or codes, lengths and differences
/// within other encodings. Immutable. Every kind but RUNS finds any row in constant time; RUNS
/// searches.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 1 | kind |
/// | 1 | 1 | width: FRAME in bytes (1, 2, 4, 8), PACKED in bits (1 to 63), else 0 |
/// | 2 | 2 | 0 |
/// | 4 | 4 | count of numbers |
/// | 8 | 8 | base |
/// | 16 | | by kind |
///
/// All arithmetic wraps at 64 bits. The section ends at a multiple of 8.
sealed interface Integers
    permits ConstantIntegers,
        SequenceIntegers,
        FrameIntegers,
        PackedIntegers,
        LinearIntegers,
        RunIntegers {
  int CONSTANT = 0;
  int SEQUENCE = 1;
  int FRAME = 2;
  int PACKED = 3;
  int LINEAR = 4;
  int RUNS = 5;

  int HEADER = 16;

  int count();

  /// The offset in the chunk of what follows the section.
  long end();

  long get(int row);

  void read(int from, int rows, long[] values, int at);

  /// The lower 32 bits of each number.
  void read(int from, int rows, int[] values, int at);

  /// Opens the section at `offset`, which must have `count` numbers.
  static Integers open(ChunkBytes bytes, long offset, int count, String what) {
    Integers integers = open(bytes, offset, what);
    if (integers.count() != count) {
      throw ChunkBytes.corrupt(what + " has " + integers.count() + " numbers, not " + count);
    }
    return integers;
  }

  /// Opens the section at `offset`.
  static Integers open(ChunkBytes bytes, long offset, String what) {
    long body = bytes.require(offset, HEADER, what);
    int kind = bytes.byteAt(offset);
    int width = bytes.byteAt(offset + 1);
    int count = bytes.intAt(offset + 4);
    long base = bytes.longAt(offset + 8);
    if (count < 0) {
      throw ChunkBytes.corrupt(what + " has " + count + " numbers");
    }
    return switch (kind) {
      case CONSTANT -> new ConstantIntegers(count, body, base);
      case SEQUENCE -> SequenceIntegers.open(bytes, body, count, base, what);
      case FRAME -> FrameIntegers.open(bytes, body, count, base, width, what);
      case PACKED -> PackedIntegers.open(bytes, body, count, base, width, what);
      case LINEAR -> LinearIntegers.open(bytes, body, count, what);
      case RUNS -> RunIntegers.open(bytes, body, count, what);
      default -> throw ChunkBytes.corrupt(what + " is of kind " + kind);
    };
  }
}
