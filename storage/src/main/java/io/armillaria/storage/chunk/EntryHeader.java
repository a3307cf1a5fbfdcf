package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The 64 bytes before each object in a pack or a loose file. FORMAT.md has the fields.
///
/// `salt` is the pack's own, so that an object which contains a pack is not taken for its entries.
record EntryHeader(ChunkKind kind, byte compression, long length, long storedLength, ChunkId id) {
  static final int BYTES = 64;
  static final byte UNCOMPRESSED = 0;
  static final byte DEFLATED = 1;

  private static final int MAGIC = 0x4b484341; // "ACHK"
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int ID = 24;
  private static final int SALT = 56;
  private static final int CHECKSUM = 60;

  static EntryHeader uncompressed(ChunkKind kind, long length, ChunkId id) {
    return new EntryHeader(kind, UNCOMPRESSED, length, length, id);
  }

  /// That of the same object, compressed.
  EntryHeader deflated(long newStoredLength) {
    return new EntryHeader(kind, DEFLATED, length, newStoredLength, id);
  }

  void writeTo(MemorySegment target, long offset, int salt) {
    target.set(INT, offset, MAGIC);
    target.set(ValueLayout.JAVA_BYTE, offset + 4, kind.code());
    target.set(ValueLayout.JAVA_BYTE, offset + 5, compression);
    target.set(ValueLayout.JAVA_SHORT_UNALIGNED, offset + 6, (short) 0);
    target.set(LONG, offset + 8, length);
    target.set(LONG, offset + 16, storedLength);
    id.writeTo(target, offset + ID);
    target.set(INT, offset + SALT, salt);
    target.set(INT, offset + CHECKSUM, checksum(target, offset));
  }

  /// The header at `offset`, if there is one that verifies.
  static Optional<EntryHeader> read(MemorySegment source, long offset, int salt) {
    if (source.get(INT, offset) != MAGIC
        || source.get(INT, offset + SALT) != salt
        || source.get(INT, offset + CHECKSUM) != checksum(source, offset)) {
      return Optional.empty();
    }
    long length = length(source, offset);
    long storedLength = storedLength(source, offset);
    byte compression = source.get(ValueLayout.JAVA_BYTE, offset + 5);
    return ChunkKind.of(source.get(ValueLayout.JAVA_BYTE, offset + 4))
        .filter(kind -> isPossible(compression, length, storedLength))
        .map(kind -> new EntryHeader(kind, compression, length, storedLength, id(source, offset)));
  }

  private static ChunkId id(MemorySegment source, long offset) {
    return ChunkId.readFrom(source, offset + ID);
  }

  private static boolean isPossible(byte compression, long length, long storedLength) {
    return switch (compression) {
      case UNCOMPRESSED -> length == storedLength && length >= 0;
      case DEFLATED -> storedLength < length && storedLength > 0;
      default -> false;
    };
  }

  /// Whether a header seems to begin at `offset`.
  static boolean isEntry(MemorySegment source, long offset) {
    return source.get(INT, offset) == MAGIC;
  }

  /// Whether nothing has been written at `offset` yet.
  static boolean isBlank(MemorySegment source, long offset) {
    return source.get(INT, offset) == 0;
  }

  /// Whether the header at `offset`, which is not verified, is that of `id`, not compressed.
  static boolean isPlain(ChunkId id, MemorySegment source, long offset) {
    return source.get(ValueLayout.JAVA_BYTE, offset + 5) == UNCOMPRESSED
        && id(source, offset).equals(id);
  }

  static long length(MemorySegment source, long offset) {
    return source.get(LONG, offset + 8);
  }

  private static long storedLength(MemorySegment source, long offset) {
    return source.get(LONG, offset + 16);
  }

  StoredChunk describe(ChunkHome home) {
    return new StoredChunk(id, kind, length, storedLength, home);
  }

  /// Bytes from this entry to the next one.
  long stride() {
    return stride(storedLength);
  }

  static long stride(long storedLength) {
    return BYTES + ((storedLength + BYTES - 1) & -BYTES);
  }

  private static int checksum(MemorySegment segment, long offset) {
    CRC32C checksum = new CRC32C();
    checksum.update(segment.asSlice(offset, CHECKSUM).asByteBuffer());
    return (int) checksum.getValue();
  }
}
