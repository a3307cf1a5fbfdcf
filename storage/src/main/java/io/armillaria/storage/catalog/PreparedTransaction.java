package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.TableId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A transaction that has passed every check and waits, for as long as it takes, to be told whether
/// it commits. What it read is locked until then, if it is serializable, and nobody commits to what
/// it writes. Safe for many threads.
public final class PreparedTransaction {
  private final LogEntry.Prepared entry;
  private final Set<LockName> locks;
  private Map<TableId, Change> changes;

  public PreparedTransaction(LogEntry.Prepared entry) {
    this.entry = entry;
    this.locks = Set.copyOf(entry.locks());
  }

  public String id() {
    return entry.id();
  }

  /// The branch that it writes, as stored.
  public String branch() {
    return entry.branch();
  }

  /// Microseconds since 1970-01-01T00:00Z.
  public long preparedAt() {
    return entry.preparedAt();
  }

  public String author() {
    return entry.author();
  }

  public String message() {
    return entry.message();
  }

  /// What it has locked beside what it writes.
  public Set<LockName> locks() {
    return locks;
  }

  public boolean changesAnything() {
    return !entry.tables().isEmpty();
  }

  /// The changes that are objects.
  public List<ChunkId> changeObjects() {
    return entry.tables().stream().flatMap(each -> each.changeId().stream()).toList();
  }

  /// What it writes, read when it is first asked for.
  ///
  /// @param head of the branch, at any time since it was prepared: its tables' definitions are the
  ///   same
  public synchronized Map<TableId, Change> changes(History history, Commit head) {
    if (changes == null) {
      Map<TableId, Change> read = new LinkedHashMap<>();
      entry.tables().forEach(each -> read.put(each.table(), history.read(each, head)));
      changes = read;
    }
    return changes;
  }

  /// What the log is told when it commits.
  public LogEntry.Committed commit(long transaction, long committedAt) {
    return new LogEntry.Committed(
        transaction,
        entry.branch(),
        committedAt,
        entry.author(),
        entry.message(),
        List.of(),
        entry.tables());
  }

  LogEntry.Prepared entry() {
    return entry;
  }
}
