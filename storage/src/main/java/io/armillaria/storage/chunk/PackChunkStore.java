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
import java.util.function.Supplier;

/// Objects in append-only files that are mapped.
final class PackChunkStore implements HomeStore {
  private final PackDirectory packs;
  private final PackedObjects objects;
  private final ChunkHash hash;
  private final StoreState state = new StoreState();
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock forcing = new ReentrantLock();
  private final WriteBuffer buffer = new WriteBuffer();

  /// Whether anything was written since the last force began, by an earlier process perhaps.
  private boolean unforced = true;

  private PackChunkStore(PackDirectory packs, PlaceIndex index, ChunkHash hash) {
    this.packs = packs;
    this.objects = new PackedObjects(packs, index, hash);
    this.hash = hash;
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
    objects.add(header.id(), pack.append(header, bytes, buffer));
  }

  @Override
  public boolean holds(ChunkId id, MemorySegment bytes) {
    return reading(() -> objects.holds(id, bytes));
  }

  @Override
  public Optional<MemorySegment> find(ChunkId id) {
    return reading(() -> objects.find(id));
  }

  @Override
  public boolean contains(ChunkId id) {
    return reading(() -> objects.header(id)).isPresent();
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
    return reading(() -> objects.header(id)).orElseThrow(() -> ChunkFailures.missing(id));
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    reading(
        () -> {
          objects.forEach(header -> visitor.accept(header.describe(ChunkHome.PACK)));
          return visitor;
        });
  }

  /// Mappings that are taken away under a reader show as an `IllegalStateException`.
  private <T> T reading(Supplier<T> action) {
    state.checkOpen();
    try {
      return action.get();
    } catch (IllegalStateException e) {
      throw state.explain(e);
    }
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

  /// Objects may be put while the force runs; they belong to the next one.
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
