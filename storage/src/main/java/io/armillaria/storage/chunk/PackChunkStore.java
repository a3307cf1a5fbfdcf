package io.armillaria.storage.chunk;

import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileFailures;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
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
    EntryHeader header =
        small
            .map(stored -> EntryHeader.deflated(kind, bytes.byteSize(), stored.byteSize(), id))
            .orElseGet(() -> EntryHeader.uncompressed(kind, bytes.byteSize(), id));
    writing.lock();
    try {
      state.checkWritable();
      if (!holds(id, bytes)) {
        Pack pack = packs.own().isPresent() ? packs.own().get() : packs.next();
        pack.append(header, small.orElse(bytes), buffer);
      }
    } catch (DiskFullException e) {
      throw FileFailures.of("write", "packs", e);
    } catch (IOException e) {
      throw state.poison(FileFailures.of("write", "packs", e));
    } finally {
      writing.unlock();
    }
  }

  @Override
  public boolean holds(ChunkId id, MemorySegment bytes) {
    state.checkOpen();
    return objects.holds(id, bytes);
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
