package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.Quarantine;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Each object in a file of its own, which is read, not mapped: a file that somebody shortens does
/// no harm then. One that was put aside is read there by those who need it still.
final class LooseChunkStore implements HomeStore {
  private static final String EXTENSION = ".object";

  /// Files that are put aside at a time: nothing is written meanwhile.
  private static final int BATCH = 256;

  private final LooseFiles loose;
  private final Quarantine quarantine;
  private final ChunkHash hash;
  private final ChunkCache cache;
  private final StoreState state = new StoreState();
  private final ReentrantLock lock = new ReentrantLock();
  private final WriteBuffer buffer = new WriteBuffer();
  private final Set<ChunkId> unforced = ConcurrentHashMap.newKeySet();
  private final Set<Path> unforcedDirectories = new HashSet<>();
  private final Set<ChunkId> trusted = ConcurrentHashMap.newKeySet();

  /// Where those are that were put aside and may still be read.
  private final ConcurrentMap<ChunkId, Path> aside = new ConcurrentHashMap<>();

  /// The one that runs, or null.
  private volatile LooseCollection collection;

  /// Spares the file system questions in databases that have no loose objects.
  private volatile boolean empty;

  private LooseChunkStore(LooseFiles loose, Quarantine quarantine, ChunkHash hash, long cacheBytes)
      throws IOException {
    this.loose = loose;
    this.quarantine = quarantine;
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
      Quarantine quarantine = new Quarantine(files, directory.getParent());
      return new LooseChunkStore(loose, quarantine, hash, cacheBytes);
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
    if (isSettled(id)) {
      return;
    }
    lock.lock();
    try {
      state.checkWritable();
      if (!holds(id, bytes)) {
        keep(id);
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
    if (empty || isSettled(id)) {
      return !empty;
    }
    lock.lock();
    try {
      if (!trusted.contains(id) && load(id).isEmpty()) {
        return false;
      }
      keep(id);
      unforcedDirectories.addAll(loose.directories(id));
      trusted.add(id);
      return true;
    } catch (IOException e) {
      throw FileFailures.of("read", "object " + id, e);
    } finally {
      lock.unlock();
    }
  }

  /// Whether it can be relied on as it is, and no collection asks who does.
  private boolean isSettled(ChunkId id) {
    return collection == null && trusted.contains(id);
  }

  /// Keeps an object that somebody relies on.
  private void keep(ChunkId id) {
    LooseCollection running = collection;
    if (running != null) {
      running.mark(id);
    }
  }

  @Override
  public Optional<MemorySegment> find(ChunkId id) {
    state.checkOpen();
    Optional<MemorySegment> found = cache.get(id);
    if (found.isPresent() || !(contains(id) || aside.containsKey(id))) {
      return found;
    }
    try {
      found = load(id).or(() -> loadAside(id));
      if (found.isEmpty() && contains(id)) {
        throw ChunkFailures.damaged(id, "objects");
      }
      found.ifPresent(bytes -> cache.put(id, bytes));
      return found;
    } catch (IOException e) {
      throw FileFailures.of("read", "object " + id, e);
    }
  }

  /// The object, if its file is there and has its bytes.
  private Optional<MemorySegment> load(ChunkId id) throws IOException {
    return whole(id, read(id, loose::read));
  }

  private Optional<MemorySegment> loadAside(ChunkId id) {
    Path path = aside.get(id);
    try {
      return path == null ? Optional.empty() : whole(id, loose.read(path));
    } catch (IOException e) {
      throw FileFailures.of("read", "object " + id, e);
    }
  }

  private Optional<MemorySegment> whole(ChunkId id, Optional<LooseFiles.Loaded> loaded) {
    return loaded.map(LooseFiles.Loaded::bytes).filter(bytes -> hash.of(bytes).equals(id));
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

  void forEachPublished(Consumer<ChunkId> visitor) {
    try {
      loose.forEach(visitor);
    } catch (IOException e) {
      throw FileFailures.of("list", "objects", e);
    }
  }

  /// The bytes of the file that has an object.
  long fileBytes(ChunkId id) {
    try {
      return loose.size(aside.getOrDefault(id, loose.finalPath(id)));
    } catch (IOException e) {
      throw FileFailures.of("read", "object " + id, e);
    }
  }

  /// Starts a collection of the files; no other one runs.
  HomeCollection collectHome() {
    LooseCollection started = new LooseCollection(this);
    collection = started;
    boolean begun = false;
    try {
      started.look();
      begun = true;
      return started;
    } finally {
      if (!begun) {
        endCollection(started);
      }
    }
  }

  void endCollection(LooseCollection ended) {
    if (collection == ended) {
      collection = null;
    }
  }

  /// Puts those files aside that the collection still does not keep. It is durable that they have
  /// gone before one of these objects can be put again.
  ///
  /// @return where they are
  Map<ChunkId, Path> putAside(List<ChunkId> garbage, LooseCollection running, long now) {
    Map<ChunkId, Path> gone = new HashMap<>();
    for (int from = 0; from < garbage.size(); from += BATCH) {
      lock.lock();
      try {
        state.checkWritable();
        for (ChunkId id : garbage.subList(from, Math.min(from + BATCH, garbage.size()))) {
          if (!running.isKept(id)) {
            Path place = quarantine.place(id.toString(), EXTENSION, now);
            trusted.remove(id);
            aside.put(id, place);
            quarantine.take(loose.finalPath(id), place);
            gone.put(id, place);
          }
        }
        quarantine.force();
      } catch (IOException e) {
        throw state.poison(FileFailures.of("move", "objects", e));
      } finally {
        lock.unlock();
      }
    }
    return gone;
  }

  /// Lets go of those that were put aside, which nobody reads any more.
  void forget(Map<ChunkId, Path> gone) {
    gone.forEach(aside::remove);
  }

  /// Whether somebody may still read from that file, which was put aside.
  boolean isRead(Path file) {
    return aside.containsValue(file);
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
