package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
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
  default ChunkId put(ChunkKind kind, MemorySegment bytes) {
    return put(kind, bytes, Packing.PLAIN);
  }

  /// [#put(ChunkKind, MemorySegment)], kept as `packing` says where it is not stored already and
  /// its home can do so. Its name does not depend on that.
  ChunkId put(ChunkKind kind, MemorySegment bytes, Packing packing);

  /// [#put(ChunkKind, MemorySegment)] of a whole array.
  default ChunkId put(ChunkKind kind, byte[] bytes) {
    return put(kind, MemorySegment.ofArray(bytes));
  }

  /// The object's bytes: off-heap memory, aligned to 64 bytes, read-only, valid as long as it is
  /// reachable, readable by any thread. The first touch in this process compares the bytes with
  /// their name; later ones cost a look-up.
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

  /// Keeps what is put from now on, or found to be stored, until the pin is released.
  default Pin pin() {
    return () -> {};
  }

  /// Starts a collection of garbage; nothing where the store has none that is worth it.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException InvalidTransactionState, if one is
  ///   running; InputOutput
  default Optional<GarbageCollection> collect() {
    return Optional.empty();
  }

  /// Writes down where the objects lie that have been forced, so that the next opening need not
  /// look for them; [#close] does so too. Worth it whenever much has been put: its cost is in
  /// proportion to that.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException InputOutput, as [#force]
  default void checkpoint() {}

  /// Shows every stored object once; those put meanwhile may be missed.
  void forEach(Consumer<StoredChunk> visitor);

  /// Releases files. What was put since the last [#force] may be lost. Further calls do nothing.
  @Override
  void close();
}
