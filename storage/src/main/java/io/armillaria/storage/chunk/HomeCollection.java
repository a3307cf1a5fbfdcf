package io.armillaria.storage.chunk;

import java.util.Set;
import java.util.function.LongConsumer;

/// What a [GarbageCollection] does in one home.
interface HomeCollection extends AutoCloseable {

  /// Keeps an object, if it is here.
  void mark(ChunkId id);

  /// Keeps all objects of these kinds, and those whose headers do not tell.
  void mark(Set<ChunkKind> kinds);

  /// Shows the first 64 bits of the ids of all objects that are here.
  void forEachKey(LongConsumer visitor);

  GarbageCollection.Garbage measure();

  /// Copies what is kept in files that are garbage for at least one part in `most` of their bytes:
  /// not yet forced to disk. Nobody relies on those files from then on.
  void copyKept(int most);

  /// Puts those files aside, when the copies are durable.
  ///
  /// @return what became garbage for good
  GarbageCollection.Garbage putAside(long now);

  /// Lets go of the files that were put aside, which nobody reads any more.
  void forget();

  @Override
  void close();
}
