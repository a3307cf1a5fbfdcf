package io.armillaria.storage.column;

import io.armillaria.storage.failure.Failure;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A growing little-endian buffer into which a chunk is written from front to back.
final class ByteSink {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LARGEST = Integer.MAX_VALUE - 64;

  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[Math.max(64, capacity)];
  }

  int size() {
    return size;
  }

  /// The array behind the sink, valid until the next write; for bulk writers that reserved room.
  byte[] array() {
    return bytes;
  }

  void putByte(int value) {
    int at = reserve(Byte.BYTES);
    bytes[at] = (byte) value;
  }

  void putShort(int value) {
    int at = reserve(Short.BYTES);
    SHORT.set(bytes, at, (short) value);
  }

  void putInt(int value) {
    int at = reserve(Integer.BYTES);
    INT.set(bytes, at, value);
  }

  void putLong(long value) {
    int at = reserve(Long.BYTES);
    LONG.set(bytes, at, value);
  }

  void putBytes(byte[] source, int start, int length) {
    int at = reserve(length);
    System.arraycopy(source, start, bytes, at, length);
  }

  /// Pads with zeros to a multiple of 8.
  void align() {
    reserve(-size & 7);
  }

  /// Makes room for `length` bytes, which are zero, and returns where they begin.
  int reserve(long length) {
    long wanted = size + length;
    requireRoom(wanted);
    if (wanted > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(wanted, 2L * bytes.length)));
    }
    int at = size;
    size = (int) wanted;
    return at;
  }

  /// Refuses a chunk of so many bytes, if that is too many.
  static void requireRoom(long wanted) {
    if (wanted > LARGEST) {
      throw new Failure.Unsupported(
              "A column of one leaf would take "
                  + wanted
                  + " bytes; at most "
                  + LARGEST
                  + " fit. Write fewer rows at once.")
          .raise();
    }
  }

  void setShort(int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }

  void setInt(int at, int value) {
    INT.set(bytes, at, value);
  }

  void setLong(int at, long value) {
    LONG.set(bytes, at, value);
  }

  byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
