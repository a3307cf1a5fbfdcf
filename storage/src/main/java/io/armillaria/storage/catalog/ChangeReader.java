package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.log.RecordType;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.ChangeCodec;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads changes from the chunk store and from the log. What comes from the log is compared with
/// the commit's id, which hashes over it.
final class ChangeReader {
  private final History history;
  private volatile CommitRecords log =
      (segment, offset) -> {
        throw new Failure.Internal("A commit was to be read from a log that there is not.").raise();
      };

  ChangeReader(History history) {
    this.history = history;
  }

  void log(CommitRecords records) {
    log = records;
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
      bytes = inline(version);
      id = history.hash(bytes);
    }
    Optional<TableSchema> before =
        version.facts().defined() ? Optional.empty() : Optional.of(version.schema());
    return new TableVersion.ReadChange(id, ChangeCodec.decode(history.leaves(), id, bytes, before));
  }

  private byte[] inline(TableVersion version) {
    Commit commit = version.commit();
    byte[] payload = log.read(commit.place().segment(), commit.place().offset());
    if (!(LogEntry.decode(RecordType.COMMIT, payload) instanceof LogEntry.Committed entry)) {
      throw damaged(commit);
    }
    List<CommitObject.TableChange> named = new ArrayList<>();
    Optional<byte[]> found = Optional.empty();
    for (LogEntry.TableEntry table : entry.tables()) {
      ChunkId id = table.changeId().orElseGet(() -> history.hash(table.change().orElseThrow()));
      named.add(new CommitObject.TableChange(table.table(), id));
      if (table.table().equals(version.table())) {
        found = table.change();
      }
    }
    CommitObject object = entry.object(commit.parent().id(), named);
    if (!commit.id().equals(Optional.of(history.hash(object.encode())))) {
      throw damaged(commit);
    }
    return found.orElseThrow(() -> damaged(commit));
  }

  private static RuntimeException damaged(Commit commit) {
    return new Failure.Corrupt(
            "commit " + commit.idText(),
            "The log's record of commit "
                + commit.idText()
                + " is damaged: it does not have that hash.")
        .raise();
  }

  private byte[] stored(ChunkId id) {
    return history.leaves().store().get(id).toArray(ValueLayout.JAVA_BYTE);
  }
}
