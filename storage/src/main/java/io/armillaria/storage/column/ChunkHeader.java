package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The first bytes of every column chunk: what it holds and what is known of its values.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 4 | magic `ACOL` |
/// | 4 | 1 | version of the chunk format, 0 |
/// | 5 | 1 | layout: 0 LONG, 1 DOUBLE, 2 INT128, 3 BYTES |
/// | 6 | 1 | encoding of the values section ([Encoding]) |
/// | 7 | 1 | flags: 1 sorted, 2 has a minimum, 4 has a maximum |
/// | 8 | 4 | rows |
/// | 12 | 4 | nulls |
/// | 16 | 4 | distinct values, an estimate |
/// | 20 | 2 | a: bytes of the minimum |
/// | 22 | 2 | b: bytes of the maximum |
/// | 24 | 4 | offset of the validity section; 0 when there is none: no row is NULL, or every row is |
/// | 28 | 4 | offset of the values section |
/// | 32 | a | minimum ([StatisticsCodec] says how) |
/// | 32 + a | b | maximum |
/// | | | zeros to a multiple of 8 |
record ChunkHeader(
    Layout layout,
    Encoding encoding,
    ColumnStatistics statistics,
    int validityOffset,
    int valuesOffset) {
  static final int MAGIC = 0x4C4F4341;
  static final int VERSION = 1;
  private static final int FIXED = 32;
  private static final int SORTED = 1;
  private static final int MINIMUM = 2;
  private static final int MAXIMUM = 4;

  /// Writes the header of a chunk whose sections follow at once.
  static void write(ByteSink sink, Layout layout, Encoding encoding, ColumnStatistics statistics) {
    byte[] minimum = StatisticsCodec.bytes(statistics.minimum());
    byte[] maximum = StatisticsCodec.bytes(statistics.maximum());
    int validity = (int) ChunkBytes.aligned(FIXED + minimum.length + maximum.length);
    boolean mixed = statistics.nulls() > 0 && statistics.nulls() < statistics.rows();
    sink.putInt(MAGIC);
    sink.putByte(VERSION);
    sink.putByte(code(layout));
    sink.putByte(encoding.code());
    sink.putByte(
        (statistics.sorted() ? SORTED : 0)
            | (statistics.minimum() != null ? MINIMUM : 0)
            | (statistics.maximum() != null ? MAXIMUM : 0));
    sink.putInt(statistics.rows());
    sink.putInt(statistics.nulls());
    sink.putInt(statistics.distinct());
    sink.putShort(minimum.length);
    sink.putShort(maximum.length);
    sink.putInt(mixed ? validity : 0);
    sink.putInt(mixed ? validity + Validity.bytes(statistics.rows()) : validity);
    sink.putBytes(minimum, 0, minimum.length);
    sink.putBytes(maximum, 0, maximum.length);
    sink.align();
  }

  /// Reads and checks a header; touches only the header's bytes, on the heap or off it.
  static ChunkHeader read(MemorySegment chunk) {
    ByteBuffer fixed = copy(chunk, 0, FIXED);
    require("magic", fixed.getInt(0), MAGIC);
    require("version", fixed.get(4), VERSION);
    Layout layout = layout(fixed.get(5));
    Encoding encoding = Encoding.of(layout, fixed.get(6));
    int flags = fixed.get(7);
    int rows = fixed.getInt(8);
    int nulls = fixed.getInt(12);
    if (rows < 0 || nulls < 0 || nulls > rows) {
      throw ChunkBytes.corrupt("it claims " + rows + " rows and " + nulls + " nulls");
    }
    int minimumLength = Short.toUnsignedInt(fixed.getShort(20));
    int maximumLength = Short.toUnsignedInt(fixed.getShort(22));
    byte[] values = copy(chunk, FIXED, minimumLength + maximumLength).array();
    Object minimum = null;
    Object maximum = null;
    if ((flags & MINIMUM) != 0) {
      minimum = StatisticsCodec.value(layout, values, 0, minimumLength);
    }
    if ((flags & MAXIMUM) != 0) {
      maximum = StatisticsCodec.value(layout, values, minimumLength, maximumLength);
    }
    int validity = fixed.getInt(24);
    if ((validity != 0) != (nulls > 0 && nulls < rows)) {
      throw ChunkBytes.corrupt(
          "its validity lies at " + validity + " with " + nulls + " of " + rows + " rows null");
    }
    int distinct = fixed.getInt(16);
    boolean sorted = (flags & SORTED) != 0;
    return new ChunkHeader(
        layout,
        encoding,
        new ColumnStatistics(rows, nulls, minimum, maximum, distinct, sorted),
        validity,
        fixed.getInt(28));
  }

  private static ByteBuffer copy(MemorySegment chunk, long offset, int length) {
    if (chunk.byteSize() < offset + length) {
      throw ChunkBytes.corrupt(
          "its header wants " + (offset + length) + " bytes, it has " + chunk.byteSize());
    }
    byte[] copy = new byte[length];
    MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(String what, int found, int wanted) {
    if (found != wanted) {
      throw ChunkBytes.corrupt(
          "its "
              + what
              + " is "
              + Integer.toHexString(found)
              + ", not "
              + Integer.toHexString(wanted));
    }
  }

  private static int code(Layout layout) {
    return switch (layout) {
      case LONG -> 0;
      case DOUBLE -> 1;
      case INT128 -> 2;
      case BYTES -> 3;
    };
  }

  private static Layout layout(int code) {
    for (Layout layout : Layout.values()) {
      if (code(layout) == code) {
        return layout;
      }
    }
    throw ChunkBytes.corrupt("its layout is " + code);
  }
}
