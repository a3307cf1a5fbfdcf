package io.armillaria.storage.format;

import io.armillaria.storage.failure.Failure;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Reads what [BinaryWriter] wrote. Reading past the end is [Failure.Corrupt], which names
/// `object`.
public final class BinaryReader {
  private final String object;
  private final ByteBuffer buffer;

  public BinaryReader(String object, byte[] data) {
    this.object = object;
    this.buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  public int u8() {
    try {
      return buffer.get() & 0xFF;
    } catch (BufferUnderflowException e) {
      throw tooShort(e);
    }
  }

  public boolean bool() {
    return u8() != 0;
  }

  public int i32() {
    try {
      return buffer.getInt();
    } catch (BufferUnderflowException e) {
      throw tooShort(e);
    }
  }

  public long i64() {
    try {
      return buffer.getLong();
    } catch (BufferUnderflowException e) {
      throw tooShort(e);
    }
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw new Failure.Corrupt(object, object + " holds a number of more than 64 bits.").raise();
  }

  public long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A varint that counts things of at least `unit` bytes which are still to come.
  public int count(int unit) {
    long value = varint();
    if (value < 0 || value * unit > buffer.remaining()) {
      throw new Failure.Corrupt(
              object,
              object
                  + " announces "
                  + value
                  + " items, but only "
                  + buffer.remaining()
                  + " bytes follow.")
          .raise();
    }
    return (int) value;
  }

  public UUID uuid() {
    return new UUID(i64(), i64());
  }

  public byte[] raw(int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw tooShort(null);
    }
    byte[] data = new byte[length];
    buffer.get(data);
    return data;
  }

  public byte[] bytes() {
    return raw(count(1));
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  public boolean atEnd() {
    return !buffer.hasRemaining();
  }

  private RuntimeException tooShort(Throwable cause) {
    return new Failure.Corrupt(object, object + " is shorter than its content says.").raise(cause);
  }
}
