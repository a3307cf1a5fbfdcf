package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Each object in a file of its own, which is read, not mapped: a file that somebody shortens does
/// no harm then.
final class LooseChunkStore implements HomeStore {
  private final LooseFiles loose;
  private final ChunkHash hash;
  private final ChunkCache cache;
  private final StoreState state = new StoreState();
  private final ReentrantLock lock = new ReentrantLock();
  private final WriteBuffer buffer = new WriteBuffer();
  private final Set<ChunkId> unforced = ConcurrentHashMap.newKeySet();
  private final Set<Path> unforcedDirectories = new HashSet<>();
  private final Set<ChunkId> trusted = ConcurrentHashMap.newKeySet();

  /// Spares the file system questions in databases that have no loose objects.
  private volatile boolean empty;

  private LooseChunkStore(LooseFiles loose, ChunkHash hash, long cacheBytes) throws IOException {
    this.loose = loose;
    this.hash = hash;
    this.empty = loose.isEmpty();
    this.cache = new ChunkCache(cacheBytes);
  }

  /// Opens the objects in `directory`, which need not exist before the first one is put. At most
  /// `cacheBytes` of them are kept in memory for the next [#get].
  ///
  /// @param slot of this process among those that share the database; 0 if it is alone
  static LooseChunkStore open(
      FileSystem files, Path directory, int slot, ChunkHash hash, long cacheBytes) {
    LooseFiles loose = new LooseFiles(files, directory, slot);
    try {
      loose.deleteUnforced();
      return new LooseChunkStore(loose, hash, cacheBytes);
    } catch (IOException e) {
      throw FileFailures.opening(directory.getParent().toString(), "objects", e);
    }
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes, Packing packing) {
    ChunkId id = hash.of(bytes);
    put(kind, bytes, id, packing);
    return id;
  }

  /// Loose files hold objects as they are, whatever `packing` says.
  @Override
  public void put(ChunkKind kind, MemorySegment bytes, ChunkId id, Packing packing) {
    state.checkWritable();
    if (trusted.contains(id)) {
      return;
    }
    lock.lock();
    try {
      state.checkWritable();
      if (!holds(id, bytes)) {
        empty = false;
        loose.write(EntryHeader.uncompressed(kind, bytes.byteSize(), id), bytes, buffer);
        unforced.add(id);
        trusted.add(id);
      }
    } catch (DiskFullException e) {
      throw FileFailures.of("write", "object " + id, e);
    } catch (IOException e) {
      throw state.poison(FileFailures.of("write", "object " + id, e));
    } finally {
      lock.unlock();
    }
  }

  /// A file that an earlier process left has been forced, but perhaps not its name.
  @Override
  public boolean holds(ChunkId id, MemorySegment bytes) {
    state.checkOpen();
    if (empty || trusted.contains(id)) {
      return !empty;
    }
    lock.lock();
    try {
      if (load(id).isEmpty()) {
        return false;
      }
      unforcedDirectories.addAll(loose.directories(id));
      trusted.add(id);
      return true;
    } catch (IOException e) {
      throw FileFailures.of("read", "object " + id, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<MemorySegment> find(ChunkId id) {
    state.checkOpen();
    Optional<MemorySegment> cached = cache.get(id);
    if (cached.isPresent() || !contains(id)) {
      return cached;
    }
    try {
      MemorySegment bytes = load(id).orElseThrow(() -> ChunkFailures.damaged(id, "objects"));
      cache.put(id, bytes);
      return Optional.of(bytes);
    } catch (IOException e) {
      throw FileFailures.of("read", "object " + id, e);
    }
  }

  /// The object, if its file is there and has its bytes.
  private Optional<MemorySegment> load(ChunkId id) throws IOException {
    return read(id, loose::read)
        .map(LooseFiles.Loaded::bytes)
        .filter(bytes -> hash.of(bytes).equals(id));
  }

  @Override
  public boolean contains(ChunkId id) {
    state.checkOpen();
    return !empty && (unforced.contains(id) || loose.exists(loose.finalPath(id)));
  }

  @Override
  public long size(ChunkId id) {
    return required(id).length();
  }

  @Override
  public long storedBytes(ChunkId id) {
    return required(id).storedLength();
  }

  private EntryHeader required(ChunkId id) {
    return header(id).orElseThrow(() -> damagedOrMissing(id));
  }

  @Override
  public boolean refresh(boolean thorough) {
    try {
      boolean appeared = empty && !loose.isEmpty();
      empty &= !appeared;
      return appeared;
    } catch (IOException e) {
      throw FileFailures.of("list", "objects", e);
    }
  }

  @Override
  public Optional<EntryHeader> header(ChunkId id) {
    state.checkOpen();
    try {
      return read(id, loose::readHeader);
    } catch (IOException e) {
      throw FileFailures.of("read", "object " + id, e);
    }
  }

  private DatabaseException damagedOrMissing(ChunkId id) {
    return contains(id) ? ChunkFailures.damaged(id, "objects") : ChunkFailures.missing(id);
  }

  private interface Reader<T> {
    Optional<T> read(Path path) throws IOException;
  }

  /// Reads the file that is not forced yet, or the one with the final name, if that has just been
  /// given.
  private <T> Optional<T> read(ChunkId id, Reader<T> reader) throws IOException {
    if (unforced.contains(id)) {
      Optional<T> found = reader.read(loose.unforcedPath(id));
      if (found.isPresent()) {
        return found;
      }
    }
    return reader.read(loose.finalPath(id));
  }

  @Override
  public void force() {
    lock.lock();
    try {
      state.checkWritable();
      List<ChunkId> published = List.copyOf(unforced);
      for (ChunkId id : published) {
        loose.publish(id, unforcedDirectories);
        unforced.remove(id);
      }
      loose.force(unforcedDirectories);
      published.forEach(loose::forced);
    } catch (IOException e) {
      throw state.poison(FileFailures.of("force", "objects", e));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    state.checkOpen();
    try {
      Set<ChunkId> ids = new LinkedHashSet<>(unforced);
      loose.forEach(ids::add);
      for (ChunkId id : ids) {
        read(id, loose::readHeader)
            .ifPresent(header -> visitor.accept(header.describe(ChunkHome.LOOSE)));
      }
    } catch (IOException e) {
      throw FileFailures.of("list", "objects", e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (state.close()) {
        cache.clear();
      }
    } finally {
      lock.unlock();
    }
  }
}
