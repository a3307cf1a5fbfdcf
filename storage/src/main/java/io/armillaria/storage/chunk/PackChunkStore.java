package io.armillaria.storage.chunk;

import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Objects in append-only files that are mapped.
final class PackChunkStore implements HomeStore {
  private final PackDirectory packs;
  private final ChunkHash hash;
  private final PlaceIndex index;
  private final StoreState state = new StoreState();
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock forcing = new ReentrantLock();
  private final WriteBuffer buffer = new WriteBuffer();

  /// Whether anything was written since the last force began, by an earlier process perhaps.
  private boolean unforced;

  private PackChunkStore(PackDirectory packs, PlaceIndex index, ChunkHash hash) {
    this.packs = packs;
    this.index = index;
    this.hash = hash;
    this.unforced = true;
  }

  /// Opens the packs in `directory`, which need not exist before the first object is put.
  static PackChunkStore open(FileSystem files, Path directory, ChunkHash hash, PackSizes sizes) {
    PlaceIndex index = new PlaceIndex();
    return new PackChunkStore(PackDirectory.open(files, directory, sizes, index), index, hash);
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes) {
    ChunkId id = hash.of(bytes);
    put(kind, bytes, id);
    return id;
  }

  @Override
  public void put(ChunkKind kind, MemorySegment bytes, ChunkId id) {
    state.checkWritable();
    if (holds(id, bytes)) {
      return;
    }
    writing.lock();
    try {
      state.checkWritable();
      if (!holds(id, bytes)) {
        append(EntryHeader.uncompressed(kind, bytes.byteSize(), id), bytes);
      }
    } catch (DiskFullException e) {
      throw FileFailures.of("write", "packs", e);
    } catch (IOException e) {
      throw state.poison(FileFailures.of("write", "packs", e));
    } finally {
      writing.unlock();
    }
  }

  private void append(EntryHeader header, MemorySegment bytes) throws IOException {
    Pack pack = packs.writable();
    unforced = true;
    index.add(header.id(), pack.append(header, bytes, buffer));
  }

  /// What an earlier process left is compared before it is relied on: when the power went, an
  /// entry's header may have reached the disk and the object not.
  @Override
  public boolean holds(ChunkId id, MemorySegment bytes) {
    state.checkOpen();
    try {
      PlaceIndex.Table table = index.table();
      for (int slot = table.first(id); slot >= 0; slot = table.next(id, slot)) {
        long place = table.place(slot);
        if (Place.isVerified(place)) {
          if (packs.at(place).isEntry(Place.offset(place), id)) {
            return true;
          }
        } else if (undamaged(place, id).filter(found -> found.mismatch(bytes) < 0).isPresent()) {
          table.mark(slot);
          return true;
        }
      }
      return false;
    } catch (IllegalStateException e) {
      throw state.explain(e);
    }
  }

  @Override
  public Optional<MemorySegment> find(ChunkId id) {
    state.checkOpen();
    try {
      return findVerified(id);
    } catch (IllegalStateException e) {
      throw state.explain(e);
    }
  }

  private Optional<MemorySegment> findVerified(ChunkId id) {
    String damaged = null;
    PlaceIndex.Table table = index.table();
    for (int slot = table.first(id); slot >= 0; slot = table.next(id, slot)) {
      long place = table.place(slot);
      Pack pack = packs.at(place);
      if (!pack.isEntry(Place.offset(place), id)) {
        continue;
      }
      if (Place.isVerified(place)) {
        return Optional.of(pack.object(Place.offset(place)));
      }
      Optional<MemorySegment> bytes = undamaged(place, id);
      if (bytes.isPresent() && hash.of(bytes.get()).equals(id)) {
        table.mark(slot);
        return bytes;
      }
      damaged = "packs/" + pack.name();
    }
    if (damaged != null) {
      throw ChunkFailures.damaged(id, damaged);
    }
    return Optional.empty();
  }

  /// The object at `place`, if its header verifies and is that of `id`.
  private Optional<MemorySegment> undamaged(long place, ChunkId id) {
    Pack pack = packs.at(place);
    long offset = Place.offset(place);
    return pack.header(offset)
        .filter(header -> header.id().equals(id))
        .map(header -> pack.object(offset));
  }

  @Override
  public boolean contains(ChunkId id) {
    return locate(id) != 0;
  }

  @Override
  public long size(ChunkId id) {
    return header(id).length();
  }

  @Override
  public long storedBytes(ChunkId id) {
    return header(id).storedLength();
  }

  private EntryHeader header(ChunkId id) {
    return headerAt(locate(id)).orElseThrow(() -> ChunkFailures.missing(id));
  }

  /// The first place that has the object, or 0.
  private long locate(ChunkId id) {
    state.checkOpen();
    try {
      PlaceIndex.Table table = index.table();
      for (int slot = table.first(id); slot >= 0; slot = table.next(id, slot)) {
        long place = table.place(slot);
        if (headerAt(place).filter(header -> header.id().equals(id)).isPresent()) {
          return place & ~Place.VERIFIED;
        }
      }
      return 0;
    } catch (IllegalStateException e) {
      throw state.explain(e);
    }
  }

  private Optional<EntryHeader> headerAt(long place) {
    return place == 0 ? Optional.empty() : packs.at(place).header(Place.offset(place));
  }

  @Override
  public void force() {
    forcing.lock();
    try {
      if (beginForce()) {
        packs.force();
      }
    } catch (IOException e) {
      throw state.poison(FileFailures.of("force", "packs", e));
    } finally {
      forcing.unlock();
    }
  }

  private boolean beginForce() {
    writing.lock();
    try {
      state.checkWritable();
      boolean needed = unforced;
      unforced = false;
      return needed;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    state.checkOpen();
    try {
      index.table().places().forEach(place -> visit(place, visitor));
    } catch (IllegalStateException e) {
      throw state.explain(e);
    }
  }

  private void visit(long place, Consumer<StoredChunk> visitor) {
    Optional<EntryHeader> header = headerAt(place);
    if (header.isPresent() && locate(header.get().id()) == place) {
      EntryHeader entry = header.get();
      visitor.accept(
          new StoredChunk(
              entry.id(), entry.kind(), entry.length(), entry.storedLength(), ChunkHome.PACK));
    }
  }

  @Override
  public void close() {
    forcing.lock();
    writing.lock();
    try {
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
}
