package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A transaction under snapshot isolation: it reads every branch as it was when it began, and its
/// own writes. It writes one branch. Not thread safe, except that the snapshots it hands out are.
///
/// Table names are as stored; unquoted names have been folded to upper case by the caller.
public final class Transaction implements AutoCloseable {
  private final Database database;
  private final History history;
  private final Refs refs;
  private final Ref own;
  private final VersionResolver resolver;
  private final Map<TableId, TableDraft> drafts = new LinkedHashMap<>();
  private Optional<Ref> written = Optional.empty();
  private boolean open = true;

  Transaction(Database database, History history, Refs refs, String branch) {
    this.database = database;
    this.history = history;
    this.refs = refs;
    this.own = refs.ref(Ref.Kind.BRANCH, branch);
    this.resolver = new VersionResolver(history, refs);
  }

  /// The branch whose tables unqualified names mean.
  public String branch() {
    return own.name();
  }

  /// The table that `name` means on `ref` (a branch or tag; empty: this transaction's branch) at
  /// `selector`. Own writes are on top when the newest version of the written branch is meant. The
  /// name is looked up as it was at that version.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable, UndefinedReference,
  ///   UndefinedVersion (its message says which versions exist)
  public TableSnapshot table(Optional<String> ref, String name, VersionSelector selector) {
    return find(ref, name, selector).orElseThrow(() -> undefined(name, ref));
  }

  /// Like [#table], but empty when there is no such table; other failures are thrown all the same.
  public Optional<TableSnapshot> find(Optional<String> ref, String name, VersionSelector selector) {
    requireOpen();
    Ref at = ref.map(refs::ref).orElse(own);
    if (selector instanceof VersionSelector.Latest && written.equals(Optional.of(at))) {
      Optional<TableDraft> draft = draft(name);
      if (draft.isPresent()) {
        return draft.map(TableDraft::snapshot);
      }
      return committed(at.head(), name)
          .filter(version -> !drafts.containsKey(version.table()))
          .map(this::snapshot);
    }
    return resolver.find(at, ref.isPresent(), name, selector).map(this::snapshot);
  }

  /// All tables of `ref`, own changes included, by name.
  public List<TableSnapshot> tables(Optional<String> ref) {
    requireOpen();
    Ref at = ref.map(refs::ref).orElse(own);
    List<TableSnapshot> result = new ArrayList<>();
    boolean mine = written.equals(Optional.of(at));
    for (TableVersion version : at.head().tables()) {
      if (!mine || !drafts.containsKey(version.table())) {
        result.add(snapshot(version));
      }
    }
    if (mine) {
      drafts.values().stream()
          .filter(draft -> !draft.dropped())
          .forEach(draft -> result.add(draft.snapshot()));
    }
    result.sort(Comparator.comparing(TableSnapshot::name));
    return result;
  }

  /// Begins a statement that writes to `table` on `branch` (empty: this transaction's).
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable; ReadOnly for a tag;
  ///   InvalidTransactionState when the transaction has written another branch
  public TableWriter write(Optional<String> branch, String table) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, table);
    return new StatementWriter(
        draft, database.rowChecks(), WriteEffects.NONE, () -> keep(target, draft));
  }

  /// Creates a table. The ids of the schema's columns are given anew, from 1 in their order;
  /// `primaryKey` and constraints refer to the ids as passed.
  public void createTable(Optional<String> branch, String name, TableSchema schema) {
    Ref target = target(branch);
    requireFree(target, name);
    TableHistory table = new TableHistory(history, TableId.random());
    keep(
        target,
        new TableDraft(
            table, name, SchemaIds.renumber(schema, table), history.leaves(), DraftMemory.bytes()));
  }

  public void dropTable(Optional<String> branch, String name) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    draft.drop();
    keep(target, draft);
  }

  /// Deletes all rows, at a cost that does not depend on their number.
  public void truncate(Optional<String> branch, String name) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    draft.truncate();
    keep(target, draft);
  }

  /// Gives a table a new schema and name. Columns keep their ids; a new one has id 0 and is given
  /// its own. Touches no data.
  public void alterTable(Optional<String> branch, String name, String newName, TableSchema schema) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    if (!newName.equals(name)) {
      requireFree(target, newName);
    }
    draft.define(newName, SchemaIds.complete(schema, draft.history()));
    keep(target, draft);
  }

  /// Gives a table a schema with another primary key and takes all its rows away: the caller writes
  /// them anew. Columns keep their ids; a new one has id 0 and is given its own.
  public void rewriteTable(Optional<String> branch, String name, TableSchema schema) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    draft.redefine(SchemaIds.complete(schema, draft.history()));
    keep(target, draft);
  }

  /// Whether anything was written.
  public boolean dirty() {
    return !drafts.isEmpty();
  }

  /// A place to return to with [#rollbackTo].
  public Savepoint savepoint() {
    requireOpen();
    Map<TableId, TableDraft.Mark> marks = new HashMap<>();
    drafts.forEach((id, draft) -> marks.put(id, draft.mark()));
    return new Savepoint(this, marks, written);
  }

  public void rollbackTo(Savepoint savepoint) {
    requireOpen();
    if (savepoint.owner != this) {
      throw new IllegalArgumentException("a savepoint of another transaction");
    }
    drafts.keySet().retainAll(savepoint.marks.keySet());
    drafts.forEach((id, draft) -> draft.restore(savepoint.marks.get(id)));
    written = savepoint.written;
  }

  /// Makes the writes durable and visible, all or none; a transaction that changed nothing writes
  /// nothing. The transaction is over, whatever happens.
  ///
  /// @return the commit, or empty when nothing was written
  /// @throws io.armillaria.storage.failure.DatabaseException WriteConflict, SchemaConflict,
  ///   UndefinedReference when the branch was dropped meanwhile, InputOutput, DiskFull
  public Optional<CommitInfo> commit(String author, String message) {
    requireOpen();
    close();
    if (drafts.isEmpty()) {
      return Optional.empty();
    }
    Ref target = written.orElseThrow();
    return database
        .commit(target.name(), target.head(), List.copyOf(drafts.values()), author, message)
        .map(made -> new CommitInfo(made.transaction(), made.idText(), made.committedAt()));
  }

  public void rollback() {
    close();
  }

  /// Rolls back unless the transaction is over.
  @Override
  public void close() {
    open = false;
  }

  private Ref target(Optional<String> branch) {
    requireOpen();
    Ref target = branch.map(refs::ref).orElse(own);
    if (target.kind() == Ref.Kind.TAG) {
      throw new Failure.ReadOnly(
              target.name() + " is a tag; tags cannot be written. Create a branch from it.")
          .raise();
    }
    if (written.isPresent() && !written.get().equals(target)) {
      throw new Failure.InvalidTransactionState(
              "This transaction has written branch "
                  + written.get().name()
                  + " and cannot write "
                  + target.name()
                  + " as well: a transaction writes one branch.")
          .raise();
    }
    return target;
  }

  private void keep(Ref target, TableDraft draft) {
    TableDraft other = drafts.putIfAbsent(draft.history().id(), draft);
    if (other != null && other != draft) {
      throw new IllegalStateException(draft.name() + " was changed by another statement meanwhile");
    }
    written = Optional.of(target);
  }

  private Optional<TableDraft> draft(String name) {
    return drafts.values().stream()
        .filter(draft -> !draft.dropped() && draft.name().equals(name))
        .findFirst();
  }

  private TableDraft draftOf(Ref target, String name) {
    return draft(name)
        .orElseGet(
            () -> {
              TableVersion version =
                  committed(target.head(), name)
                      .filter(found -> !drafts.containsKey(found.table()))
                      .orElseThrow(() -> undefined(name, Optional.of(target.name())));
              return new TableDraft(
                  version, history.layout(version), history.leaves(), DraftMemory.bytes());
            });
  }

  private void requireFree(Ref target, String name) {
    boolean taken =
        draft(name).isPresent()
            || committed(target.head(), name)
                .filter(version -> !drafts.containsKey(version.table()))
                .isPresent();
    if (taken) {
      throw new Failure.DuplicateTable(name).raise();
    }
  }

  private static Optional<TableVersion> committed(Commit head, String name) {
    return head.table(name).filter(version -> !version.dropped() && version.name().equals(name));
  }

  private TableSnapshot snapshot(TableVersion version) {
    return new VersionSnapshot(version, history.layout(version));
  }

  private RuntimeException undefined(String name, Optional<String> ref) {
    String where = ref.map(r -> " on " + r).orElse("");
    List<String> known = tables(ref).stream().map(TableSnapshot::name).toList();
    return new Failure.UndefinedTable(
            name, "There is no table " + name + where + "; tables: " + Failure.listing(known) + ".")
        .raise();
  }

  private void requireOpen() {
    if (!open) {
      throw new Failure.InvalidTransactionState("The transaction is over.").raise();
    }
  }

  /// An opaque place within one transaction.
  public static final class Savepoint {
    private final Transaction owner;
    private final Map<TableId, TableDraft.Mark> marks;
    private final Optional<Ref> written;

    private Savepoint(
        Transaction owner, Map<TableId, TableDraft.Mark> marks, Optional<Ref> written) {
      this.owner = owner;
      this.marks = marks;
      this.written = written;
    }
  }
}
