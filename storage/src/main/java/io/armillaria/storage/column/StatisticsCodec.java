package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;
import io.armillaria.storage.type.Int128Math;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Statistics as bytes, for chunk headers and for those who keep them apart from the chunk.
///
/// A bound is written little-endian: LONG and DOUBLE as 8 bytes, INT128 as 16 (the lower half
/// first), BYTES as it is.
public final class StatisticsCodec {
  private static final byte[] NONE = {};

  private StatisticsCodec() {}

  /// Writes rows, nulls, distinct (4 bytes each, as DataOutput does), flags (1: sorted, 2: has a
  /// minimum, 4: has a maximum), then each bound that there is as a 2-byte length and its bytes.
  public static void write(DataOutput out, ColumnStatistics statistics) throws IOException {
    out.writeInt(statistics.rows());
    out.writeInt(statistics.nulls());
    out.writeInt(statistics.distinct());
    out.writeByte(
        (statistics.sorted() ? 1 : 0)
            | (statistics.minimum() == null ? 0 : 2)
            | (statistics.maximum() == null ? 0 : 4));
    for (Object bound : new Object[] {statistics.minimum(), statistics.maximum()}) {
      if (bound != null) {
        byte[] bytes = bytes(bound);
        out.writeShort(bytes.length);
        out.write(bytes);
      }
    }
  }

  /// Reads what [#write] wrote for a column of that layout.
  public static ColumnStatistics read(DataInput in, Layout layout) throws IOException {
    int rows = in.readInt();
    int nulls = in.readInt();
    int distinct = in.readInt();
    int flags = in.readByte();
    Object minimum = (flags & 2) == 0 ? null : bound(in, layout);
    Object maximum = (flags & 4) == 0 ? null : bound(in, layout);
    return new ColumnStatistics(rows, nulls, minimum, maximum, distinct, (flags & 1) != 0);
  }

  private static Object bound(DataInput in, Layout layout) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return value(layout, bytes, 0, bytes.length);
  }

  /// The bytes of a bound; none for null.
  static byte[] bytes(Object bound) {
    return switch (bound) {
      case null -> NONE;
      case Long number -> little(Long.BYTES).putLong(number).array();
      case Double number -> little(Double.BYTES).putDouble(number).array();
      case BigInteger number ->
          little(2 * Long.BYTES)
              .putLong(number.longValue())
              .putLong(number.shiftRight(Long.SIZE).longValue())
              .array();
      case byte[] bytes -> bytes;
      default -> throw new IllegalArgumentException("No bound is a " + bound.getClass());
    };
  }

  static Object value(Layout layout, byte[] bytes, int start, int length) {
    int wanted =
        switch (layout) {
          case LONG, DOUBLE -> Long.BYTES;
          case INT128 -> 2 * Long.BYTES;
          case BYTES -> length;
        };
    if (length != wanted) {
      throw ChunkBytes.corrupt("a bound of layout " + layout + " has " + length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (layout) {
      case LONG -> buffer.getLong(start);
      case DOUBLE -> buffer.getDouble(start);
      case INT128 ->
          Int128Math.toBigInteger(buffer.getLong(start + Long.BYTES), buffer.getLong(start));
      case BYTES -> Arrays.copyOfRange(bytes, start, start + length);
    };
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
