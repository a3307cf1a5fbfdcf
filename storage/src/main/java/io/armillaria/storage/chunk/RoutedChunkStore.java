package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.Quarantine;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Two homes as one store: objects that are there are found in both, new ones go to one of them.
final class RoutedChunkStore implements ChunkStore {
  private final PackChunkStore first;
  private final LooseChunkStore second;
  private final HomeStore target;
  private final ChunkHash hash;
  private final Quarantine quarantine;
  private final Pins pins = new Pins();

  /// `first` is asked before `second`: it should be the one that says no faster. `target`, one of
  /// them, gets the new objects.
  RoutedChunkStore(
      PackChunkStore first,
      LooseChunkStore second,
      HomeStore target,
      ChunkHash hash,
      Quarantine quarantine) {
    this.first = first;
    this.second = second;
    this.target = target;
    this.hash = hash;
    this.quarantine = quarantine;
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes, Packing packing) {
    ChunkId id = hash.of(bytes);
    HomeStore other = target == first ? second : first;
    if (!other.holds(id, bytes)) {
      target.put(kind, bytes, id, packing);
    }
    return id;
  }

  /// Where one home has the object damaged, the other may have it whole.
  @Override
  public MemorySegment get(ChunkId id) {
    Optional<MemorySegment> found;
    try {
      found = first.find(id);
    } catch (DatabaseException e) {
      return getSecond(id, e);
    }
    return found
        .or(() -> second.find(id))
        .or(() -> refreshed(id))
        .orElseThrow(() -> ChunkFailures.missing(id));
  }

  /// The object, if another process has stored it meanwhile.
  private Optional<MemorySegment> refreshed(ChunkId id) {
    Optional<MemorySegment> found = first.found(() -> first.find(id));
    return found.isPresent() ? found : second.found(() -> second.find(id));
  }

  private MemorySegment getSecond(ChunkId id, DatabaseException failure) {
    if (!second.contains(id)) {
      throw failure;
    }
    try {
      return second.get(id);
    } catch (DatabaseException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private HomeStore homeOf(ChunkId id) {
    return !second.contains(id) || first.contains(id) ? first : second;
  }

  @Override
  public boolean contains(ChunkId id) {
    return second.contains(id) || first.contains(id);
  }

  @Override
  public long size(ChunkId id) {
    return homeOf(id).size(id);
  }

  @Override
  public long storedBytes(ChunkId id) {
    return homeOf(id).storedBytes(id);
  }

  @Override
  public Pin pin() {
    return pins.pin();
  }

  @Override
  public Optional<GarbageCollection> collect() {
    HomeCollection packed = first.collectHome();
    boolean begun = false;
    try {
      List<HomeCollection> homes = List.of(packed, second.collectHome());
      begun = true;
      return Optional.of(new StoreCollection(this, homes, pins, quarantine));
    } finally {
      if (!begun) {
        packed.close();
      }
    }
  }

  /// The object's header, if it is stored.
  Optional<EntryHeader> header(ChunkId id) {
    return first.header(id).or(() -> second.header(id));
  }

  /// Whether somebody may still read from that file, which was put aside.
  boolean isRead(Path file) {
    return second.isRead(file);
  }

  @Override
  public void checkpoint() {
    first.checkpoint();
    second.checkpoint();
  }

  @Override
  public void force() {
    first.force();
    second.force();
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    first.forEach(visitor);
    second.forEach(
        chunk -> {
          if (!first.contains(chunk.id())) {
            visitor.accept(chunk);
          }
        });
  }

  @Override
  public void close() {
    try {
      first.close();
    } finally {
      second.close();
    }
  }
}
