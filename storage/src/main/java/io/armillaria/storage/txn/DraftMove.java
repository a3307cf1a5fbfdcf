package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowId;
import java.util.List;
import java.util.Optional;

/// Puts a draft on top of what others have committed since its base, where the rows do not clash.
final class DraftMove {
  private final History history;
  private final Commit head;
  private final Conflicts conflicts;
  private final Pins pins;

  /// @param begun the head that the transaction began with
  /// @param head the newer one
  DraftMove(History history, Commit begun, Commit head, Pins pins) {
    this.history = history;
    this.head = head;
    this.conflicts = new Conflicts(begun, head, pins);
    this.pins = pins;
  }

  /// The draft with the head's version as its base; itself where that is its base already.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException WriteConflict, SchemaConflict
  TableDraft moved(TableDraft draft) {
    Optional<TableVersion> base = draft.base();
    if (base.isEmpty()) {
      return draft;
    }
    TableVersion now = head.table(draft.history().id()).orElse(base.get());
    if (now.equals(base.get())) {
      return draft;
    }
    List<TableVersion> theirs = Conflicts.since(base.get(), now);
    for (TableVersion version : theirs.reversed()) {
      if (draft.changesTable() || version.change().changesTable()) {
        throw conflicts.tableChanged(draft.name(), version);
      }
      checkRows(draft, version);
    }
    return draft.onto(now, history.layout(now));
  }

  private void checkRows(TableDraft draft, TableVersion version) {
    List<Column> keyColumns = RowId.keyColumns(draft.schema());
    long transaction = version.commit().transaction();
    Optional<byte[]> clash =
        new ChangedKeys(version.change(), keyColumns)
            .first(
                key ->
                    draft.hasChanged(key) && !pins.cover(draft.history().id(), key, transaction));
    if (clash.isPresent()) {
      throw conflicts.rowChanged(draft.name(), keyColumns, clash.get(), transaction);
    }
  }
}
