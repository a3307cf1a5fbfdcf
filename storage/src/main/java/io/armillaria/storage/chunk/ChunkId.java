package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// The name of a stored object: the BLAKE3-256 of its bytes before compression.
///
/// The 32 bytes of the hash are held as four big-endian longs, so that ids compare like their
/// texts.
public record ChunkId(long first, long second, long third, long fourth)
    implements Comparable<ChunkId> {

  /// Bytes of an id.
  public static final int BYTES = 32;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /// The id whose hash is `bytes[offset .. offset + 32)`.
  public static ChunkId of(byte[] bytes, int offset) {
    return readFrom(MemorySegment.ofArray(bytes), offset);
  }

  /// The id that [#toString] wrote.
  ///
  /// @throws IllegalArgumentException if the text is not 64 hexadecimal digits
  public static ChunkId parse(String text) {
    if (text.length() != 2 * BYTES) {
      throw new IllegalArgumentException(
          "A chunk id has 64 hexadecimal digits, but '" + text + "' has " + text.length());
    }
    return of(HexFormat.of().parseHex(text), 0);
  }

  /// Reads the 32 bytes that [#writeTo(MemorySegment, long)] wrote.
  public static ChunkId readFrom(MemorySegment source, long offset) {
    return new ChunkId(
        source.get(LONG, offset),
        source.get(LONG, offset + 8),
        source.get(LONG, offset + 16),
        source.get(LONG, offset + 24));
  }

  /// Reads 32 bytes at the buffer's position, which moves behind them, whatever its byte order.
  public static ChunkId readFrom(ByteBuffer source) {
    byte[] bytes = new byte[BYTES];
    source.get(bytes);
    return of(bytes, 0);
  }

  /// Writes the 32 bytes of the hash.
  public void writeTo(MemorySegment target, long offset) {
    target.set(LONG, offset, first);
    target.set(LONG, offset + 8, second);
    target.set(LONG, offset + 16, third);
    target.set(LONG, offset + 24, fourth);
  }

  /// Writes the 32 bytes of the hash at the buffer's position, which moves behind them, whatever
  /// its byte order.
  public void writeTo(ByteBuffer target) {
    target.put(toBytes());
  }

  /// The 32 bytes of the hash.
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    writeTo(MemorySegment.ofArray(bytes), 0);
    return bytes;
  }

  /// The order of the hashes' bytes, which is that of the texts.
  @Override
  public int compareTo(ChunkId other) {
    if (first != other.first) {
      return Long.compareUnsigned(first, other.first);
    }
    if (second != other.second) {
      return Long.compareUnsigned(second, other.second);
    }
    if (third != other.third) {
      return Long.compareUnsigned(third, other.third);
    }
    return Long.compareUnsigned(fourth, other.fourth);
  }

  /// A part of the hash: it is as random as any.
  @Override
  public int hashCode() {
    return (int) first;
  }

  /// 64 lower-case hexadecimal digits.
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(first)
        + hex.toHexDigits(second)
        + hex.toHexDigits(third)
        + hex.toHexDigits(fourth);
  }
}
