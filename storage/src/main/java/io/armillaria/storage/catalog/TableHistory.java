package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What a table has over all branches: its version numbers, its row ids, its column ids. Versions
/// are added under the commit lock; everything may be read by any thread.
public final class TableHistory {
  private final TableId id;
  private final List<TableVersion> versions = new ArrayList<>();
  private final AtomicLong nextRowId = new AtomicLong(1);
  private final AtomicLong nextColumnId = new AtomicLong(1);

  public TableHistory(TableId id) {
    this.id = id;
  }

  public TableId id() {
    return id;
  }

  /// The first of `rows` row ids that nobody else gets.
  public long takeRowIds(long rows) {
    return nextRowId.getAndAdd(rows);
  }

  public int takeColumnId() {
    return Math.toIntExact(nextColumnId.getAndIncrement());
  }

  /// Makes what [#add] will make the next version, once it is bound to its commit.
  synchronized TableVersion next(
      TableVersion previous, Change change, ChunkId changeId, long changeBytes) {
    return new TableVersion(this, versions.size() + 1L, previous, change, changeId, changeBytes);
  }

  synchronized void add(TableVersion version) {
    version
        .change()
        .definition()
        .ifPresent(
            definition ->
                definition.schema().columns().stream()
                    .mapToInt(Column::id)
                    .max()
                    .ifPresent(most -> nextColumnId.accumulateAndGet(most + 1L, Math::max)));
    versions.add(version);
  }

  /// Raises the row ids that are never given out to those below `next`.
  void rowIdsBelow(long next) {
    nextRowId.accumulateAndGet(next, Math::max);
  }

  public long nextRowId() {
    return nextRowId.get();
  }

  /// Takes back the newest version, whose commit did not happen.
  synchronized void remove(TableVersion version) {
    if (versions.getLast() != version) {
      throw new IllegalStateException("version " + version.number() + " is not the newest");
    }
    versions.removeLast();
  }

  public synchronized Optional<TableVersion> version(long number) {
    return number >= 1 && number <= versions.size()
        ? Optional.of(versions.get((int) number - 1))
        : Optional.empty();
  }

  public synchronized List<TableVersion> versions() {
    return List.copyOf(versions);
  }
}
