package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkHash;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.ChangeCodec;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.Layouts;
import io.armillaria.storage.table.Leaves;
import io.armillaria.storage.table.TableId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Every commit and every table of a store, as its log has them. Changed under the commit lock
/// only; read by any thread.
public final class History {
  private final Leaves leaves;
  private final Layouts layouts;
  private final ChunkHash hash;
  private final Map<TableId, TableHistory> tables = new ConcurrentHashMap<>();
  private final Map<ChunkId, Commit> commits = new ConcurrentHashMap<>();
  private final List<Commit> order = new ArrayList<>();

  public History(Leaves leaves, ChunkHash hash) {
    this.leaves = leaves;
    this.layouts = new Layouts(leaves);
    this.hash = hash;
  }

  /// The name of an object of these bytes.
  public ChunkId hash(byte[] bytes) {
    return hash.of(MemorySegment.ofArray(bytes));
  }

  public Leaves leaves() {
    return leaves;
  }

  public Layouts layouts() {
    return layouts;
  }

  /// A change that is ready to be committed.
  ///
  /// @param id the hash of its bytes
  /// @param bytes how many they are
  public record Prepared(TableHistory table, Change change, ChunkId id, long bytes) {}

  /// Adds a commit on top of `parent`.
  public synchronized Commit add(
      ChunkId commitId,
      CommitObject object,
      long transaction,
      String branch,
      Commit parent,
      List<Prepared> changes) {
    List<TableVersion> versions = new ArrayList<>();
    for (Prepared prepared : changes) {
      TableId id = prepared.table().id();
      TableVersion previous = parent.table(id).orElse(null);
      versions.add(
          prepared.table().next(previous, prepared.change(), prepared.id(), prepared.bytes()));
    }
    Commit commit = new Commit(commitId, object, transaction, branch, parent, versions);
    for (TableVersion version : versions) {
      version.history().add(version);
      tables.putIfAbsent(version.table(), version.history());
    }
    commits.put(commitId, commit);
    order.add(commit);
    return commit;
  }

  /// Takes back the newest commit, which could not be written.
  public synchronized void remove(Commit commit) {
    order.removeLast();
    commits.remove(commit.id().orElseThrow());
    for (TableVersion version : commit.changed()) {
      version.history().remove(version);
      if (version.change().created()) {
        tables.remove(version.table());
      }
    }
  }

  /// Adds a commit that the log holds, checking it against its hashes.
  public Commit replay(LogEntry.Committed entry, long epoch) {
    CommitObject object = CommitObject.decode(entry.commit());
    ChunkId id = hash(entry.commit());
    Commit parent = object.parents().isEmpty() ? Commit.ROOT : commit(object.parents().getFirst());
    List<Prepared> changes = new ArrayList<>();
    for (LogEntry.TableEntry table : entry.tables()) {
      changes.add(prepare(object, id, parent, table));
    }
    Commit commit = add(id, object, entry.transaction(), entry.branch(), parent, changes);
    for (int i = 0; i < changes.size(); i++) {
      tables.get(changes.get(i).change().table()).rowIdsBelow(entry.tables().get(i).nextRowId());
    }
    commit.epoch(epoch);
    return commit;
  }

  private Prepared prepare(
      CommitObject object, ChunkId commit, Commit parent, LogEntry.TableEntry entry) {
    ChunkId id = entry.changeId();
    byte[] bytes =
        entry.change().orElseGet(() -> leaves.store().get(id).toArray(ValueLayout.JAVA_BYTE));
    if (entry.change().isPresent() && !hash(bytes).equals(id)) {
      throw new Failure.Corrupt(
              "change " + id, "Change " + id + " of commit " + commit + " does not have that hash.")
          .raise();
    }
    TableId table =
        object.changes().stream()
            .filter(change -> change.change().equals(id))
            .findFirst()
            .map(CommitObject.TableChange::table)
            .orElseThrow(
                () ->
                    new Failure.Corrupt(
                            "commit " + commit, "Commit " + commit + " does not name " + id + ".")
                        .raise());
    Change change =
        ChangeCodec.decode(leaves, id, bytes, parent.table(table).map(TableVersion::schema));
    TableHistory history = tables.getOrDefault(table, new TableHistory(table));
    return new Prepared(history, change, id, bytes.length);
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt when there is none
  public Commit commit(ChunkId id) {
    Commit commit = commits.get(id);
    if (commit == null) {
      throw new Failure.Corrupt("commit " + id, "The log names commit " + id + " but lacks it.")
          .raise();
    }
    return commit;
  }

  /// The commits whose hash begins with `prefix`.
  public synchronized List<Commit> commitsLike(String prefix) {
    return order.stream().filter(commit -> commit.idText().startsWith(prefix)).toList();
  }

  public synchronized List<Commit> commits() {
    return List.copyOf(order);
  }

  public List<TableHistory> tables() {
    return List.copyOf(tables.values());
  }

  public Optional<TableHistory> table(TableId id) {
    return Optional.ofNullable(tables.get(id));
  }

  /// How the rows of a version lie.
  public Layout layout(TableVersion version) {
    return version.layout(id -> layouts.open(id).layout());
  }
}
