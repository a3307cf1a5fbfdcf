package io.armillaria.storage.table;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Encodes key values so that unsigned byte order is key order.
///
/// Each value: whole numbers and all other LONG values as 8 big-endian bytes with the sign bit
/// flipped; DOUBLE as its bits, all flipped when negative, else the sign bit flipped (-0.0 becomes
/// 0.0, every NaN the same one, above infinity); INT128 as 16 bytes with the sign bit flipped;
/// BYTES with 0x00 written as 0x00 0xFF, ended by 0x00 0x00. A NULL (in index keys only) is 0xFF
/// after the values, each value then being led by 0x01; primary keys have no NULL and no lead byte.
public final class KeyEncoder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] buffer = new byte[64];
  private int length;

  /// Starts a new key.
  public KeyEncoder reset() {
    length = 0;
    return this;
  }

  /// The key of row `row` of the key columns, in key order.
  public static byte[] key(ColumnVector[] columns, int row) {
    KeyEncoder encoder = new KeyEncoder();
    for (ColumnVector column : columns) {
      encoder.append(column, row);
    }
    return encoder.toBytes();
  }

  /// The key of row `row` in an index over these columns, which may be NULL.
  public static byte[] indexKey(ColumnVector[] columns, int row) {
    KeyEncoder encoder = new KeyEncoder();
    for (ColumnVector column : columns) {
      encoder.appendNullable(column, row);
    }
    return encoder.toBytes();
  }

  /// Appends a value of an index key: a lead byte, and the value unless it is NULL.
  public KeyEncoder appendNullable(ColumnVector column, int row) {
    return column.isNull(row) ? appendNull() : appendPresent().append(column, row);
  }

  /// Appends a NULL of an index key.
  public KeyEncoder appendNull() {
    ensure(1);
    buffer[length++] = (byte) 0xFF;
    return this;
  }

  /// Appends what leads a value of an index key.
  KeyEncoder appendPresent() {
    ensure(1);
    buffer[length++] = 0x01;
    return this;
  }

  /// Appends a value of a primary key, which is not NULL.
  public KeyEncoder append(ColumnVector column, int row) {
    return switch (column) {
      case LongVector v -> appendLong(v.values()[row]);
      case DoubleVector v -> appendDouble(v.values()[row]);
      case Int128Vector v -> appendInt128(v.high()[row], v.low()[row]);
      case BytesVector v -> appendBytes(v.data(), v.starts()[row], v.lengths()[row]);
    };
  }

  public KeyEncoder appendLong(long value) {
    return appendRaw(value ^ Long.MIN_VALUE);
  }

  /// The value that [#appendLong] made a key of.
  static long decodeLong(byte[] key) {
    return (long) LONG.get(key, 0) ^ Long.MIN_VALUE;
  }

  public KeyEncoder appendDouble(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return appendRaw(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
  }

  public KeyEncoder appendInt128(long high, long low) {
    return appendRaw(high ^ Long.MIN_VALUE).appendRaw(low);
  }

  public KeyEncoder appendBytes(byte[] data, int start, int count) {
    ensure(2 * count + 2);
    if (!hasZero(data, start, count)) {
      System.arraycopy(data, start, buffer, length, count);
      length += count;
      return appendEnd();
    }
    for (int i = start; i < start + count; i++) {
      buffer[length++] = data[i];
      if (data[i] == 0) {
        buffer[length++] = (byte) 0xFF;
      }
    }
    return appendEnd();
  }

  private KeyEncoder appendEnd() {
    buffer[length++] = 0;
    buffer[length++] = 0;
    return this;
  }

  /// Eight bytes at a time: a borrow goes through the highest bit of a byte that is zero.
  private static boolean hasZero(byte[] data, int start, int count) {
    int at = start;
    int end = start + count;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long bytes = (long) LONG.get(data, at);
      if (((bytes - 0x0101010101010101L) & ~bytes & 0x8080808080808080L) != 0) {
        return true;
      }
    }
    for (; at < end; at++) {
      if (data[at] == 0) {
        return true;
      }
    }
    return false;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  /// Compares the key so far with another one as unsigned bytes.
  public int compareTo(byte[] other) {
    return Arrays.compareUnsigned(buffer, 0, length, other, 0, other.length);
  }

  private KeyEncoder appendRaw(long value) {
    ensure(Long.BYTES);
    LONG.set(buffer, length, value);
    length += Long.BYTES;
    return this;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
