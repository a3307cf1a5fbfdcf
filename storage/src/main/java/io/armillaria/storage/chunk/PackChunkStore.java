package io.armillaria.storage.chunk;

import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.ProcessLocks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Objects in append-only files.
final class PackChunkStore implements HomeStore {
  private static final System.Logger LOGGER = System.getLogger(PackChunkStore.class.getName());
  private static final long CACHE_BYTES = 64L << 20;

  private final PackDirectory packs;
  private final PackedObjects objects;
  private final ChunkHash hash;
  private final StoreState state = new StoreState();
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock forcing = new ReentrantLock();
  private final WriteBuffer buffer = new WriteBuffer();
  private final EarlyForce early = new EarlyForce(this::force);

  /// The one that runs, or null.
  private volatile PackCollection collection;

  private PackChunkStore(PackDirectory packs, ChunkHash hash) {
    this.packs = packs;
    this.objects = new PackedObjects(packs, hash, new ChunkCache(CACHE_BYTES));
    this.hash = hash;
  }

  /// Opens the packs in the home's directory, which need not exist before the first object is put.
  static PackChunkStore open(PackHome home, ChunkHash hash) {
    return new PackChunkStore(PackDirectory.open(home), hash);
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes, Packing packing) {
    ChunkId id = hash.of(bytes);
    put(kind, bytes, id, packing);
    return id;
  }

  @Override
  public void put(ChunkKind kind, MemorySegment bytes, ChunkId id, Packing packing) {
    state.checkWritable();
    if (holds(id, bytes)) {
      return;
    }
    Optional<MemorySegment> small =
        switch (packing) {
          case PLAIN -> Optional.empty();
          case SMALL -> Deflate.compress(bytes);
        };
    EntryHeader plain = EntryHeader.uncompressed(kind, bytes.byteSize(), id);
    EntryHeader header = small.map(stored -> plain.deflated(stored.byteSize())).orElse(plain);
    writing.lock();
    try {
      state.checkWritable();
      if (!holds(id, bytes)) {
        append(header, small.orElse(bytes));
      }
    } catch (DiskFullException e) {
      throw FileFailures.of("write", "packs", e);
    } catch (IOException e) {
      throw state.poison(FileFailures.of("write", "packs", e));
    } finally {
      writing.unlock();
    }
  }

  private void append(EntryHeader header, MemorySegment stored) throws IOException {
    Pack pack = packs.own().isPresent() ? packs.own().get() : packs.next();
    pack.append(header, stored, buffer);
    early.wrote(header.stride());
  }

  @Override
  public boolean holds(ChunkId id, MemorySegment bytes) {
    state.checkOpen();
    PackCollection running = collection;
    return objects.holds(id, bytes, pack -> running == null || running.rely(pack, id));
  }

  @Override
  public Optional<MemorySegment> find(ChunkId id) {
    state.checkOpen();
    return objects.find(id);
  }

  @Override
  public Optional<EntryHeader> header(ChunkId id) {
    state.checkOpen();
    return objects.header(id);
  }

  @Override
  public boolean refresh(boolean thorough) {
    state.checkOpen();
    try {
      return packs.refresh(thorough);
    } catch (IOException e) {
      throw FileFailures.of("read", "packs", e);
    }
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    state.checkOpen();
    objects.forEach(header -> visitor.accept(header.describe(ChunkHome.PACK)));
  }

  @Override
  public void force() {
    forcing.lock();
    try {
      packs.force(beginForce());
    } catch (IOException e) {
      throw state.poison(FileFailures.of("force", "packs", e));
    } finally {
      forcing.unlock();
    }
  }

  /// Objects may be put while the force runs; they belong to the next one.
  private List<Pack> beginForce() {
    writing.lock();
    try {
      state.checkWritable();
      return packs.takeUnforced();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void checkpoint() {
    forcing.lock();
    try {
      state.checkWritable();
      packs.index();
    } catch (IOException e) {
      throw state.poison(FileFailures.of("force", "packs", e));
    } finally {
      forcing.unlock();
    }
  }

  /// Starts a collection of the packs. Other processes would rely on what they find, and read what
  /// they have seen, without telling: there must be none, and one that comes waits.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException InvalidTransactionState, if there are
  ///   some or a collection is running; InputOutput
  HomeCollection collectHome() {
    forcing.lock();
    writing.lock();
    try {
      state.checkWritable();
      if (collection != null) {
        throw PackCollection.refused("another collection is running");
      }
      ProcessLocks.Held alone =
          packs
              .home()
              .alone()
              .orElseThrow(() -> PackCollection.refused("another process has the database open"));
      boolean begun = false;
      try {
        collection = new PackCollection(this, packs, takeAll(), alone);
        begun = true;
        return collection;
      } finally {
        if (!begun) {
          alone.close();
        }
      }
    } catch (IOException e) {
      throw state.poison(FileFailures.of("force", "packs", e));
    } finally {
      writing.unlock();
      forcing.unlock();
    }
  }

  private List<PackMarks> takeAll() throws IOException {
    List<PackMarks> marks = new ArrayList<>();
    for (Pack pack : packs.takeAll()) {
      Optional<PackIndex> index = pack.contents().whole();
      if (index.isPresent()) {
        marks.add(new PackMarks(pack, index.get()));
      } else {
        pack.release();
      }
    }
    return marks;
  }

  /// Lets packs be appended to again.
  void endCollection(PackCollection ended, List<Pack> taken) {
    if (collection == ended) {
      collection = null;
      taken.forEach(Pack::release);
    }
  }

  /// Stores an object once more, smaller where that pays and nobody has read it since the store was
  /// opened.
  ///
  /// @return false if it is damaged
  boolean copy(Pack pack, long place) {
    long offset = Place.offset(place);
    Optional<EntryHeader> header = pack.reader().header(offset);
    Optional<MemorySegment> object =
        header.flatMap(found -> objects.object(pack, place, found.id()));
    if (object.isEmpty() || !hash.of(object.get()).equals(header.get().id())) {
      return false;
    }
    MemorySegment stored = pack.reader().stored(offset, header.get());
    boolean cold =
        !Place.isVerified(place) && header.get().compression() == EntryHeader.UNCOMPRESSED;
    Optional<MemorySegment> small = cold ? Deflate.compress(object.get()) : Optional.empty();
    EntryHeader copied =
        small.map(bytes -> header.get().deflated(bytes.byteSize())).orElse(header.get());
    writing.lock();
    try {
      state.checkWritable();
      append(copied, small.orElse(stored));
      return true;
    } catch (DiskFullException e) {
      throw FileFailures.of("write", "packs", e);
    } catch (IOException e) {
      throw state.poison(FileFailures.of("write", "packs", e));
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    forcing.lock();
    writing.lock();
    try {
      if (state.isWritable()) {
        indexLast();
      }
      if (state.close()) {
        packs.close();
      }
    } catch (IOException e) {
      throw FileFailures.of("close", "packs", e);
    } finally {
      writing.unlock();
      forcing.unlock();
    }
  }

  /// Nobody waits for this, so a failure is nobody's.
  private void indexLast() {
    try {
      packs.index();
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "The packs could not be indexed at their closing.", e);
    }
  }
}
