package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One collection of a store's garbage: the objects that were stored before it began and that are
/// not marked until it sweeps. Marks are for one thread.
///
/// 1. What is put, or found to be stored, while a collection runs is kept by it.
/// 2. What was put before, by those who held a [Pin] then, is referred to or garbage when they have
///    released it: so [#begin] waits for them, and roots are looked for after that.
/// 3. Objects that are kept are copied and forced before the file that they were in goes away.
public interface GarbageCollection extends AutoCloseable {

  /// Waits until all pins are released that are held now.
  ///
  /// @return false if that takes more than `millis`; the collection must then be given up
  boolean begin(long millis) throws InterruptedException;

  /// Keeps an object, if it is stored.
  void mark(ChunkId id);

  /// Keeps all objects of these kinds.
  void mark(Set<ChunkKind> kinds);

  /// The object's kind, if it is stored.
  Optional<ChunkKind> kind(ChunkId id);

  /// Shows all stored objects whose ids these bytes have somewhere in them. An id that is there by
  /// chance is as likely as two objects of the same hash.
  void mentioned(MemorySegment bytes, Consumer<ChunkId> visitor);

  /// What is garbage by now.
  Garbage measure();

  /// Rewrites the files that are garbage for at least one part in `most` of their bytes without it.
  ///
  /// What they were in is put aside.
  ///
  /// @param now microseconds since 1970-01-01T00:00Z
  /// @param decided runs when all that is kept lies elsewhere for good, before anything is put
  ///   aside: what fails until then has done nothing
  /// @return what became garbage for good
  Garbage sweep(int most, long now, Runnable decided);

  /// Lets go of the files that this collection has put aside. To be called when nobody reads any
  /// more who did when it swept: until then their objects are found in them. Does nothing a second
  /// time.
  void forget();

  /// Deletes what was put aside at `before` or earlier, by this or an earlier collection.
  ///
  /// @return how many bytes of the disk that makes free
  long delete(long before);

  /// Ends the collection; nothing happens to what was not swept.
  @Override
  void close();

  /// @param objects that nothing needs
  /// @param bytes that they take up with their headers
  record Garbage(long objects, long bytes) {
    public static final Garbage NONE = new Garbage(0, 0);

    public Garbage plus(Garbage other) {
      return new Garbage(objects + other.objects, bytes + other.bytes);
    }
  }
}
