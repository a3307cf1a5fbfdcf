package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/// Immutable objects, named by their content. Safe for many threads.
///
/// It is narrow so that anything can be a home: files, memory, later an object store. It knows
/// nothing of what the objects mean or who refers to them.
public interface ChunkStore extends AutoCloseable {

  /// Stores an object, unless one of equal content is stored already; that one keeps its kind. The
  /// bytes are copied. Readable at once; durable after the next [#force], also where the content
  /// was there before.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException DiskFull, InputOutput, Closed. After
  ///   DiskFull the store is as it was; after InputOutput it takes no more objects until it is
  ///   opened again.
  ChunkId put(ChunkKind kind, MemorySegment bytes);

  /// [#put(ChunkKind, MemorySegment)] of a whole array.
  default ChunkId put(ChunkKind kind, byte[] bytes) {
    return put(kind, MemorySegment.ofArray(bytes));
  }

  /// The object's bytes: off-heap memory, aligned to 64 bytes, read-only, valid until the store is
  /// closed, readable by any thread. The first touch in this process compares the bytes with their
  /// name; later ones cost a look-up.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, naming the object, if its
  ///   bytes are damaged or it is not there; InputOutput, Closed
  MemorySegment get(ChunkId id);

  /// Whether the object is stored. Its bytes are not looked at.
  boolean contains(ChunkId id);

  /// The object's size in bytes, before compression.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, if it is not there
  long size(ChunkId id);

  /// The bytes that the object takes up in its home, after compression and without headers.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, if it is not there
  long storedBytes(ChunkId id);

  /// Makes everything durable that was put before the call, by any thread.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException InputOutput; nobody knows then what is
  ///   durable, and the store takes no more objects until it is opened again
  void force();

  /// Shows every stored object once; those put meanwhile may be missed.
  void forEach(Consumer<StoredChunk> visitor);

  /// Releases files and mappings without forcing anything. Memory that [#get] gave must not be used
  /// any more: access throws `IllegalStateException`. Further calls do nothing.
  @Override
  void close();
}
