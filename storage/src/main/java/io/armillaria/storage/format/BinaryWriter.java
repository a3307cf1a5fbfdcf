package io.armillaria.storage.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// Writes little-endian values into a growing array.
public final class BinaryWriter {
  private ByteBuffer buffer;

  public BinaryWriter() {
    this(128);
  }

  /// @param capacity bytes that are expected
  public BinaryWriter(int capacity) {
    buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  public BinaryWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  public BinaryWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  public BinaryWriter i32(int value) {
    room(4).putInt(value);
    return this;
  }

  public BinaryWriter i64(long value) {
    room(8).putLong(value);
    return this;
  }

  /// A whole number in 1 to 10 bytes, seven bits a byte, lowest first; the sign goes to bit 0.
  public BinaryWriter zigzag(long value) {
    return varint((value << 1) ^ (value >> 63));
  }

  /// An unsigned whole number in 1 to 10 bytes, seven bits a byte, lowest first.
  public BinaryWriter varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
    return this;
  }

  public BinaryWriter uuid(UUID value) {
    return i64(value.getMostSignificantBits()).i64(value.getLeastSignificantBits());
  }

  /// Bytes without their length.
  public BinaryWriter raw(byte[] data, int start, int length) {
    room(length).put(data, start, length);
    return this;
  }

  public BinaryWriter raw(byte[] data) {
    return raw(data, 0, data.length);
  }

  /// Bytes led by their length as a varint.
  public BinaryWriter bytes(byte[] data) {
    return varint(data.length).raw(data);
  }

  /// UTF-8 led by its length in bytes as a varint.
  public BinaryWriter text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return buffer.position();
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
      buffer =
          ByteBuffer.allocate(capacity)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(buffer.array(), 0, buffer.position());
    }
    return buffer;
  }
}
