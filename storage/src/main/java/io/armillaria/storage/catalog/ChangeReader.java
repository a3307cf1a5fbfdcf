package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.ChangeCodec;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads changes: those that are objects of their own, and those in the pages of the history, which
/// are compared with the commit's id, since it hashes over them.
final class ChangeReader {
  private final History history;

  ChangeReader(History history) {
    this.history = history;
  }

  /// A change that a record brings, on top of `parent`.
  History.Prepared prepare(LogEntry.TableEntry entry, Commit parent) {
    TableId table = entry.table();
    Optional<TableSchema> before = parent.table(table).map(TableVersion::schema);
    ChunkId id = entry.changeId().orElseGet(() -> history.hash(entry.change().orElseThrow()));
    byte[] bytes = entry.change().orElseGet(() -> stored(id));
    Change change = ChangeCodec.decode(history.leaves(), id, bytes, before);
    TableHistory tables = history.table(table).orElseGet(() -> new TableHistory(history, table));
    return new History.Prepared(tables, change, id, bytes.length, entry.change().isEmpty());
  }

  TableVersion.ReadChange read(TableVersion version) {
    ChunkId id;
    byte[] bytes;
    if (version.facts().changeObject().isPresent()) {
      id = version.facts().changeObject().get();
      bytes = stored(id);
    } else {
      bytes = paged(version);
      id = history.hash(bytes);
    }
    Optional<TableSchema> before =
        version.facts().defined() ? Optional.empty() : Optional.of(version.schema());
    return new TableVersion.ReadChange(id, ChangeCodec.decode(history.leaves(), id, bytes, before));
  }

  private byte[] paged(TableVersion version) {
    Commit commit = version.commit();
    Map<TableId, ChangePages.Entry> entries = entries(commit);
    List<ChunkId> parents =
        commit.parents().stream().flatMap(parent -> parent.id().stream()).toList();
    List<CommitObject.TableChange> named = new ArrayList<>();
    for (TableVersion each : commit.changed()) {
      ChunkId id =
          each.facts().changeObject().orElseGet(() -> entries.get(each.table()).id(history));
      named.add(new CommitObject.TableChange(each.table(), id));
    }
    CommitObject object =
        new CommitObject(parents, commit.committedAt(), commit.author(), commit.message(), named);
    if (!commit.id().equals(Optional.of(history.hash(object.encode())))) {
      throw damaged(commit);
    }
    return entries.get(version.table()).bytes().orElseGet(() -> stored(object(version).get()));
  }

  private Map<TableId, ChangePages.Entry> entries(Commit commit) {
    byte[] entry = history.paged(from -> from.changes(history.pages(), commit));
    return ChangePages.decode(commit, entry);
  }

  /// The object that a change is which its commit's record brought, if the pages have it as one.
  Optional<ChunkId> object(TableVersion version) {
    return version.commit().transaction() <= history.paged()
        ? entries(version.commit()).get(version.table()).object()
        : Optional.empty();
  }

  private static RuntimeException damaged(Commit commit) {
    return new Failure.Corrupt(
            "commit " + commit.idText(),
            "What is stored of commit "
                + commit.idText()
                + " is damaged: it does not have that hash.")
        .raise();
  }

  private byte[] stored(ChunkId id) {
    return history.leaves().store().get(id).toArray(ValueLayout.JAVA_BYTE);
  }
}
