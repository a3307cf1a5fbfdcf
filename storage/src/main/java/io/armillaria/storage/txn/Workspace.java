package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.Map;
import java.util.Optional;

/// The tables of the branch that a transaction writes as they are for it now, the hidden ones of
/// indexes too, by their ids.
final class Workspace {
  private final Transaction transaction;
  private final History history;
  private final Ref target;
  private final Map<TableId, TableDraft> drafts;
  private final ConstraintModes modes;

  Workspace(
      Transaction transaction,
      History history,
      Ref target,
      Map<TableId, TableDraft> drafts,
      ConstraintModes modes) {
    this.transaction = transaction;
    this.history = history;
    this.target = target;
    this.drafts = drafts;
    this.modes = modes;
  }

  /// The draft of a table that exists. One that is new counts only when [#keep] is called.
  TableDraft draft(TableId table) {
    TableDraft draft = drafts.get(table);
    return draft == null ? draft(version(table).orElseThrow(() -> absent(table))) : draft;
  }

  TableDraft draft(TableVersion version) {
    TableDraft draft =
        new TableDraft(version, history.layout(version), history.leaves(), DraftMemory.bytes());
    draft.indexedBy(this::table);
    return draft;
  }

  /// The draft of a new table; counts only when [#keep] is called.
  TableDraft create(TableHistory table, String name, TableSchema schema) {
    TableDraft draft = new TableDraft(table, name, schema, history.leaves(), DraftMemory.bytes());
    draft.indexedBy(this::table);
    return draft;
  }

  TableHistory newTable(TableId id) {
    return new TableHistory(history, id);
  }

  /// Makes what the draft changed part of the transaction.
  void keep(TableDraft draft) {
    transaction.keep(target, draft);
  }

  TableSnapshot table(TableId table) {
    TableDraft draft = drafts.get(table);
    return draft == null
        ? new VersionSnapshot(history, version(table).orElseThrow(() -> absent(table)))
        : draft.snapshot();
  }

  /// Empty when the table does not exist.
  Optional<TableSchema> schema(TableId table) {
    TableDraft draft = drafts.get(table);
    return draft == null
        ? version(table).map(TableVersion::schema)
        : Optional.of(draft).filter(each -> !each.dropped()).map(TableDraft::schema);
  }

  String name(TableId table) {
    TableDraft draft = drafts.get(table);
    return draft == null
        ? version(table).map(TableVersion::name).orElseThrow(() -> absent(table))
        : draft.name();
  }

  private Optional<TableVersion> version(TableId table) {
    return target.head().table(table).filter(version -> !version.dropped());
  }

  /// A place to return to when a statement fails after something of it was applied.
  Transaction.Savepoint savepoint() {
    return transaction.savepoint();
  }

  void rollbackTo(Transaction.Savepoint savepoint) {
    transaction.rollbackTo(savepoint);
  }

  ConstraintModes modes() {
    return modes;
  }

  RowChecks rowChecks() {
    return transaction.rowChecks();
  }

  Object defaultOf(Column column) {
    return transaction.defaultOf(column);
  }

  private static RuntimeException absent(TableId table) {
    return new Failure.Internal("Table " + table + " is referred to but does not exist.").raise();
  }
}
