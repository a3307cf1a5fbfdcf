package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.log.RecordType;

/// Rebuilds the history from the records of the log, in their order.
final class Recovery {
  private final History history;
  private Refs refs = Refs.NONE;

  Recovery(History history) {
    this.history = history;
  }

  Refs refs() {
    return refs;
  }

  /// @param epoch the frame that the record was written in
  void record(long epoch, RecordType type, byte[] payload) {
    switch (LogEntry.decode(type, payload)) {
      case LogEntry.Committed entry -> {
        Commit commit = history.replay(entry, epoch);
        refs = refs.with(refs.ref(Ref.Kind.BRANCH, entry.branch()).at(commit));
      }
      case LogEntry.RefSet entry -> {
        Commit head = entry.head().map(history::commit).orElse(Commit.ROOT);
        refs = refs.with(new Ref(entry.kind(), entry.name(), head, entry.createdAt()));
      }
      case LogEntry.RefDropped entry -> refs = refs.without(entry.name());
      case LogEntry.LayoutStored entry -> version(entry).storedLayout(entry.layout());
    }
  }

  private TableVersion version(LogEntry.LayoutStored entry) {
    return history
        .table(entry.table())
        .flatMap((TableHistory table) -> table.version(entry.version()))
        .orElseThrow(
            () ->
                new Failure.Corrupt(
                        "log",
                        "The log has a layout of version "
                            + entry.version()
                            + " of table "
                            + entry.table()
                            + ", which it lacks.")
                    .raise());
  }
}
