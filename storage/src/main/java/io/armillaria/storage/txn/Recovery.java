package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.log.LogPosition;
import io.armillaria.storage.log.LogVisitor;
import io.armillaria.storage.log.RecordType;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Adds the records of the log to the history, in their order.
final class Recovery implements LogVisitor {
  private final History history;
  private Refs refs;
  private Optional<LogPosition> last;
  private long records;

  /// @param refs those of what `history` has already
  /// @param last the place of the last record that it has
  Recovery(History history, Refs refs, Optional<LogPosition> last) {
    this.history = history;
    this.refs = refs;
    this.last = last;
  }

  Refs refs() {
    return refs;
  }

  /// The last record that the history has, if it has any.
  Optional<LogPosition> last() {
    return last;
  }

  /// How many records were shown.
  long records() {
    return records;
  }

  @Override
  public void record(LogPosition position, RecordType type, ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    add(position, LogEntry.decode(type, bytes));
  }

  /// Adds what a record at that place says.
  void add(LogPosition position, LogEntry record) {
    records++;
    last = Optional.of(position);
    switch (record) {
      case LogEntry.Committed entry -> {
        Ref branch = refs.ref(Ref.Kind.BRANCH, entry.branch());
        Commit commit = history.replay(entry, branch.head());
        commit.written(position);
        refs = refs.with(branch.at(commit));
      }
      case LogEntry.RefSet entry -> {
        Commit head = entry.head().map(history::commit).orElse(Commit.ROOT);
        refs = refs.with(new Ref(entry.kind(), entry.name(), head, entry.createdAt()));
      }
      case LogEntry.RefDropped entry -> refs = refs.without(entry.name());
      case LogEntry.SequenceReserved entry -> history.reserved(entry);
      case LogEntry.Prepared entry -> refs = refs.with(new PreparedTransaction(entry));
      case LogEntry.Resolved entry -> refs = refs.withoutPrepared(entry.id());
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
