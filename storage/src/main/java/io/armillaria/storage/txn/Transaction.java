package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A transaction: it reads every branch as it was when its snapshot was taken, and its own writes.
/// It writes one branch. Not thread safe, except that the snapshots it hands out are, and
/// [#cancelWait].
///
/// Table names are as stored; unquoted names have been folded to upper case by the caller.
public final class Transaction implements AutoCloseable {
  /// Of a prepared transaction, in bytes; PostgreSQL's limit.
  private static final int LONGEST_ID = 199;

  private final Database database;
  private final History history;
  private final TransactionOptions options;
  private final TransactionLocks locks;
  private final ReadSet reads = new ReadSet();
  private Pins pins = new Pins();
  private final Refs first;
  private Refs begun;
  private Refs refs;
  private Ref own;
  private VersionResolver resolver;
  private Map<TableId, TableDraft> drafts = new LinkedHashMap<>();
  private Optional<Ref> written = Optional.empty();
  private boolean fresh = true;
  private final ConstraintModes modes = new ConstraintModes();
  private boolean open = true;

  Transaction(
      Database database,
      History history,
      Refs refs,
      String branch,
      TransactionOptions options,
      TransactionLocks locks) {
    this.database = database;
    this.history = history;
    this.options = options;
    this.locks = locks;
    this.first = refs;
    this.begun = refs;
    read(refs, branch);
  }

  private void read(Refs newest, String branch) {
    refs = newest;
    own = newest.ref(Ref.Kind.BRANCH, branch);
    resolver = new VersionResolver(history, newest);
    written = written.map(ref -> newest.ref(Ref.Kind.BRANCH, ref.name()));
  }

  public Isolation isolation() {
    return options.isolation();
  }

  /// A statement begins: the transaction is not idle. At READ COMMITTED it reads what is committed
  /// now.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException TransactionTimedOut when it was idle
  ///   with locks for too long, and has been rolled back; WriteConflict, SchemaConflict when what
  ///   it wrote does not go with what was committed since
  public void enter() {
    enter(database::visible);
  }

  /// As [#enter], but at READ COMMITTED it reads the last commit that this process knows, without a
  /// look at what others have written to the log.
  public void enterKnown() {
    enter(database::known);
  }

  private void enter(Supplier<Refs> visible) {
    requireOpen();
    locks.enter();
    if (!fresh && options.isolation() == Isolation.READ_COMMITTED) {
      boolean done = false;
      try {
        renew(visible.get());
        done = true;
      } finally {
        if (!done) {
          locks.leave();
        }
      }
    }
  }

  /// The statement ended.
  public void leave() {
    fresh = false;
    locks.leave();
  }

  /// Says that the transaction is not idle.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException TransactionTimedOut
  public void touch() {
    requireOpen();
    locks.enter();
    locks.leave();
  }

  /// Makes the statement's wait for a lock fail with Cancelled; from any thread.
  public void cancelWait() {
    locks.cancel();
  }

  /// Reads what is committed now, own writes on top.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException WriteConflict, SchemaConflict
  public void renew() {
    renew(database.visible());
  }

  private void renew(Refs newest) {
    move(newest);
    begun = refs;
    pins = new Pins();
  }

  private void move(Refs newest) {
    if (newest == refs) {
      return;
    }
    Map<TableId, TableDraft> moved = moved(drafts, newest);
    read(newest, own.name());
    drafts = moved;
    pointIndexes();
  }

  /// The drafts on top of the heads of `newest`.
  private Map<TableId, TableDraft> moved(Map<TableId, TableDraft> some, Refs newest) {
    Map<TableId, TableDraft> result = new LinkedHashMap<>();
    if (!some.isEmpty()) {
      String branch = written.orElseThrow().name();
      DraftMove move =
          new DraftMove(
              history,
              begun.ref(Ref.Kind.BRANCH, branch).head(),
              newest.ref(Ref.Kind.BRANCH, branch).head(),
              pins);
      some.forEach((id, draft) -> result.put(id, move.moved(draft)));
      Ref target = newest.ref(Ref.Kind.BRANCH, branch);
      Workspace tables = new Workspace(this, history, target, result, modes);
      result.forEach(
          (id, draft) -> {
            if (draft != some.get(id)) {
              draft.indexedBy(tables::table);
            }
          });
    }
    return result;
  }

  /// Lets the drafts find their indexes in this transaction as it is now.
  private void pointIndexes() {
    if (!drafts.isEmpty()) {
      String branch = written.orElseThrow().name();
      Workspace tables = workspace(refs.ref(Ref.Kind.BRANCH, branch));
      drafts.values().forEach(draft -> draft.indexedBy(tables::table));
    }
  }

  /// Begins a query that locks what it finds.
  ///
  /// @param branch whose rows (empty: this transaction's); the one that is written, if one is
  /// @throws io.armillaria.storage.failure.DatabaseException as [#write]
  public LockingRead lockingRead(Optional<String> branch) {
    return new LockingRead(this, target(branch).name(), locks);
  }

  /// This transaction as it would be if it had begun now: for reading.
  Transaction renewed() {
    Refs newest = database.settled();
    Transaction view = new Transaction(database, history, newest, own.name(), options, locks);
    view.written = written.map(ref -> newest.ref(Ref.Kind.BRANCH, ref.name()));
    view.drafts = moved(drafts, newest);
    return view;
  }

  /// Goes on with what `view` read, in which the rows of these keys have been locked.
  void adopt(Transaction view, Map<TableId, List<byte[]>> locked) {
    long seen = view.refs.lastTransaction();
    read(view.refs, own.name());
    drafts = view.drafts;
    pointIndexes();
    if (fresh || options.isolation() == Isolation.READ_COMMITTED) {
      begun = view.refs;
    }
    locked.forEach((table, keys) -> keys.forEach(key -> pins.add(table, key, seen)));
    reads.addAll(view.reads);
  }

  /// Whether nothing was committed after `view` had been taken.
  boolean isNewest(Transaction view) {
    return database.settled() == view.refs;
  }

  /// Whether what queries look at has to be told with [#noteRead].
  public boolean notesReads() {
    return options.isolation() == Isolation.SERIALIZABLE;
  }

  /// Says that a query looked at rows of a table's newest version on `ref` (empty: this
  /// transaction's branch): if others change any that `test` concerns, this transaction cannot
  /// commit what it writes.
  public void noteRead(Optional<String> ref, String name, RowTest test) {
    Ref at = ref.map(refs::ref).orElse(own);
    if (at.kind() == Ref.Kind.TAG) {
      return;
    }
    Optional<TableVersion> seen =
        isWritten(at) && draft(name).isPresent()
            ? draft(name).get().base()
            : committed(at.head(), name);
    seen.ifPresent(version -> reads.add(at.name(), version, test));
  }

  /// Waits for other transactions that have locked any of these rows, and sees to it that they have
  /// not changed them.
  ///
  /// @param table a snapshot of this transaction, on `branch` (empty: this transaction's)
  /// @throws io.armillaria.storage.failure.DatabaseException LockNotAvailable, Deadlock, Cancelled;
  ///   WriteConflict when a row was changed after this transaction's snapshot
  public void respectLocks(
      Optional<String> branch, TableSnapshot table, long[] addresses, int count) {
    String name = branch.map(b -> refs.ref(b).name()).orElse(own.name());
    new RowLocks(locks, name, table).respect(addresses, count, () -> changedSince(name, table));
  }

  private RowLocks.Change changedSince(String branch, TableSnapshot table) {
    Commit head = database.settled().ref(Ref.Kind.BRANCH, branch).head();
    Commit mine = refs.ref(Ref.Kind.BRANCH, branch).head();
    return key -> {
      Optional<TableVersion> start = mine.table(table.id());
      Optional<TableVersion> now = head.table(table.id());
      if (start.isPresent() && !start.equals(now)) {
        for (TableVersion version : Conflicts.since(start.get(), now.orElseThrow())) {
          List<Column> keyColumns = RowId.keyColumns(table.schema());
          if (new ChangedKeys(version.change(), keyColumns).contains(key)) {
            throw new Conflicts(mine, head, pins)
                .rowChanged(table.name(), keyColumns, key, version.commit().transaction());
          }
        }
      }
    };
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
    if (selector instanceof VersionSelector.Latest && isWritten(at)) {
      Optional<TableDraft> draft = draft(name);
      if (draft.isPresent()) {
        return draft.map(TableDraft::snapshot);
      }
      return committed(at.head(), name)
          .filter(version -> !drafts.containsKey(version.table()))
          .map(this::snapshot);
    }
    return resolver
        .find(at, ref.isPresent(), name, selector)
        .filter(version -> !version.schema().hidden())
        .map(this::snapshot);
  }

  /// The name as stored of a branch that the transaction sees.
  public Optional<String> branch(String name) {
    requireOpen();
    return refs.find(Ref.Kind.BRANCH, name).map(Ref::name);
  }

  /// All tables of `ref`, own changes included, by name.
  public List<TableSnapshot> tables(Optional<String> ref) {
    requireOpen();
    Ref at = ref.map(refs::ref).orElse(own);
    List<TableSnapshot> result = new ArrayList<>();
    boolean mine = isWritten(at);
    for (TableVersion version : at.head().tables()) {
      if (!mine || !drafts.containsKey(version.table())) {
        result.add(snapshot(version));
      }
    }
    if (mine) {
      drafts.values().stream()
          .filter(draft -> !draft.dropped() && !draft.schema().hidden())
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
    return new StatementScope(workspace(target)).writer(draft);
  }

  /// Creates a table. The ids of the schema's columns are given anew, from 1 in their order;
  /// `primaryKey`, constraints and indexes refer to the ids as passed. A foreign key to
  /// [TableId#SELF] refers to the new table.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException DuplicateTable, DuplicateObject,
  ///   InvalidForeignKey, UndefinedTable
  public void createTable(Optional<String> branch, String name, TableSchema schema) {
    Ref target = target(branch);
    requireFree(target, name);
    TableHistory table = new TableHistory(history, TableId.random());
    TableSchema full = SchemaIds.renumber(schema, table);
    TableSchema bare = full.withConstraints(List.of()).withIndexes(List.of());
    TableDraft draft = workspace(target).create(table, name, bare);
    change(target, change -> change.create(draft, full));
  }

  /// Drops a table to which no other table refers.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable, DependentObjects
  public void dropTable(Optional<String> branch, String name) {
    dropTable(branch, name, false);
  }

  /// @param cascade whether the foreign keys that refer to it go away
  public void dropTable(Optional<String> branch, String name, boolean cascade) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    change(target, change -> change.drop(draft, cascade));
  }

  /// Deletes all rows of a table to which no other table refers, at a cost that does not depend on
  /// their number.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable, DependentObjects
  public void truncate(Optional<String> branch, String name) {
    truncate(branch, name, false);
  }

  /// @param cascade whether the tables that refer to it lose all rows too
  public void truncate(Optional<String> branch, String name, boolean cascade) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    change(target, change -> change.truncate(draft, cascade));
  }

  /// Like the other one, without CASCADE.
  public void alterTable(Optional<String> branch, String name, String newName, TableSchema schema) {
    alterTable(branch, name, newName, schema, false);
  }

  /// Gives a table a new schema and name. Columns keep their ids; a new one has id 0 and is given
  /// its own. Touches no data, but for what follows from constraints and indexes that the new
  /// schema has and the old one had not: indexes are filled, and rows are checked. `references` are
  /// not the caller's to change.
  ///
  /// @param cascade whether foreign keys of other tables that the new schema has no key for go away
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable, DuplicateTable,
  ///   DuplicateObject, DependentObjects, InvalidForeignKey, UniqueViolation, ForeignKeyViolation
  public void alterTable(
      Optional<String> branch, String name, String newName, TableSchema schema, boolean cascade) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    if (!newName.equals(name)) {
      requireFree(target, newName);
    }
    TableSchema complete = SchemaIds.complete(schema, draft.history());
    change(target, change -> change.alter(draft, newName, complete, cascade));
  }

  /// Makes one change of a table's definition whole or not at all.
  private void change(Ref target, Consumer<SchemaChange> change) {
    Savepoint before = savepoint();
    boolean done = false;
    try {
      change.accept(new SchemaChange(workspace(target)));
      done = true;
    } finally {
      if (!done) {
        rollbackTo(before);
      }
    }
  }

  private Workspace workspace(Ref target) {
    return new Workspace(this, history, target, drafts, modes);
  }

  /// When foreign keys that are deferrable are checked from now on: at commit, or at the end of
  /// each statement. What waits and is due then is checked now.
  ///
  /// @param names empty for all
  /// @throws io.armillaria.storage.failure.DatabaseException ForeignKeyViolation, UndefinedObject;
  ///   Semantic for one that is not deferrable
  public void setConstraints(List<String> names, boolean deferred) {
    requireOpen();
    for (String name : names) {
      List<Constraint.ForeignKey> named =
          tables(Optional.empty()).stream()
              .flatMap(table -> table.schema().foreignKeys().stream())
              .filter(key -> key.name().equals(name))
              .toList();
      if (named.isEmpty()) {
        throw new Failure.UndefinedObject(
                "CONSTRAINT", name, "There is no foreign key " + name + ".")
            .raise();
      }
      named.forEach(ConstraintModes::requireDeferrable);
    }
    ConstraintModes.Settings before = modes.settings();
    boolean done = false;
    try {
      modes.set(names, deferred);
      modes.check(workspace(written.orElse(own)), false);
      done = true;
    } finally {
      if (!done) {
        modes.restore(before);
      }
    }
  }

  RowChecks rowChecks() {
    return database.rowChecks();
  }

  Object defaultOf(Column column) {
    return column.defaultSql().isEmpty() ? null : database.defaultValues().of(this, column);
  }

  /// Gives a table a schema with another primary key and takes all its rows away: the caller writes
  /// them anew. Columns keep their ids; a new one has id 0 and is given its own.
  public void rewriteTable(Optional<String> branch, String name, TableSchema schema) {
    Ref target = target(branch);
    TableDraft draft = draftOf(target, name);
    TableSchema complete = SchemaIds.complete(schema, draft.history());
    change(target, change -> change.rewrite(draft, complete));
  }

  /// Whether anything was written.
  public boolean dirty() {
    return !drafts.isEmpty();
  }

  private boolean isWritten(Ref at) {
    return written.filter(ref -> ref.name().equals(at.name())).isPresent();
  }

  /// A place to return to with [#rollbackTo].
  public Savepoint savepoint() {
    requireOpen();
    Map<TableId, TableDraft.Mark> marks = new HashMap<>();
    drafts.forEach((id, draft) -> marks.put(id, draft.mark()));
    return new Savepoint(this, marks, written, locks.held());
  }

  public void rollbackTo(Savepoint savepoint) {
    requireOpen();
    if (savepoint.owner != this) {
      throw new IllegalArgumentException("a savepoint of another transaction");
    }
    drafts.keySet().retainAll(savepoint.marks.keySet());
    drafts.forEach((id, draft) -> draft.restore(savepoint.marks.get(id)));
    // the snapshot may have moved on since
    drafts = moved(drafts, refs);
    written = savepoint.written.map(ref -> refs.ref(Ref.Kind.BRANCH, ref.name()));
    pointIndexes();
    locks.releaseBeyond(savepoint.locks);
  }

  /// Makes the writes durable and visible, all or none; a transaction that changed nothing writes
  /// nothing. The transaction is over, whatever happens.
  ///
  /// @return the commit, or empty when nothing was written
  /// @throws io.armillaria.storage.failure.DatabaseException WriteConflict, SchemaConflict,
  ///   UndefinedReference when the branch was dropped meanwhile, ForeignKeyViolation of one that
  ///   was deferred, InputOutput, DiskFull
  public Optional<CommitInfo> commit(String author, String message) {
    requireOpen();
    locks.enter();
    open = false;
    try {
      modes.check(workspace(written.orElse(own)), true);
      if (drafts.isEmpty()) {
        return Optional.empty();
      }
      return written(author, message).map(CommitInfo::of);
    } finally {
      close();
    }
  }

  private Optional<Commit> written(String author, String message) {
    String branch = written.orElseThrow().name();
    List<TableDraft> changed = List.copyOf(drafts.values());
    CommitCheck check = check(branch);
    return unblocked(() -> database.commit(branch, check, changed, author, message));
  }

  /// Waits for those who are in the way, and tries again.
  private <T> T unblocked(Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (Blocked blocked) {
        if (blocked.name() instanceof LockName.Prepared) {
          // it may not be visible yet
          database.settled();
        }
        locks.awaitFree(blocked.name(), blocked.thing());
      }
    }
  }

  /// Makes the writes durable, but not visible, and sees to it that [Database#commitPrepared]
  /// cannot fail because of others: what was written, locked, and at SERIALIZABLE read stays locked
  /// until then, in every process and whatever happens to this one. The transaction is over,
  /// whatever happens.
  ///
  /// @param id by which it is committed or rolled back
  /// @throws io.armillaria.storage.failure.DatabaseException as [#commit]; DuplicatePrepared,
  ///   InvalidParameter for an id that is empty or too long
  public void prepare(String id, String author, String message) {
    requireOpen();
    locks.enter();
    open = false;
    try {
      int bytes = id.getBytes(StandardCharsets.UTF_8).length;
      if (bytes == 0 || bytes > LONGEST_ID) {
        throw new Failure.InvalidParameter(
                "The id of a prepared transaction has 1 to "
                    + LONGEST_ID
                    + " bytes in UTF-8; this one has "
                    + bytes
                    + ".")
            .raise();
      }
      modes.check(workspace(written.orElse(own)), true);
      String branch = written.orElse(own).name();
      List<TableDraft> changed = List.copyOf(drafts.values());
      CommitCheck check = check(branch);
      List<LockName> kept = new ArrayList<>(locks.all());
      if (!changed.isEmpty()) {
        kept.addAll(reads.tables());
      }
      unblocked(
          () -> {
            database.prepare(branch, check, changed, author, message, id, kept);
            return true;
          });
    } finally {
      close();
    }
  }

  private CommitCheck check(String branch) {
    Commit base = begun.ref(Ref.Kind.BRANCH, branch).head();
    Commit constrained = first.find(Ref.Kind.BRANCH, branch).map(Ref::head).orElse(base);
    return new TransactionCheck(history, base, constrained, pins, reads, locks);
  }

  public void rollback() {
    close();
  }

  /// Rolls back unless the transaction is over.
  @Override
  public void close() {
    open = false;
    locks.end();
    database.running().ended(this);
  }

  private Ref target(Optional<String> branch) {
    requireOpen();
    Ref target = branch.map(refs::ref).orElse(own);
    if (target.kind() == Ref.Kind.TAG) {
      throw new Failure.ReadOnly(
              target.name() + " is a tag; tags cannot be written. Create a branch from it.")
          .raise();
    }
    if (written.isPresent() && !isWritten(target)) {
      throw new Failure.InvalidTransactionState(
              "This transaction has written branch "
                  + written.get().name()
                  + " and cannot write "
                  + target.name()
                  + " as well: a transaction writes one branch.")
          .raise();
    }
    database.running().writes(this);
    return target;
  }

  void keep(Ref target, TableDraft draft) {
    TableDraft other = drafts.putIfAbsent(draft.history().id(), draft);
    if (other != null && other != draft) {
      throw new IllegalStateException(draft.name() + " was changed by another statement meanwhile");
    }
    written = Optional.of(target);
  }

  private Optional<TableDraft> draft(String name) {
    if (drafts.isEmpty()) {
      return Optional.empty();
    }
    return drafts.values().stream()
        .filter(draft -> !draft.dropped() && !draft.schema().hidden())
        .filter(draft -> draft.name().equals(name))
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
              return workspace(target).draft(version);
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
    return head.table(name)
        .filter(version -> !version.dropped() && !version.schema().hidden())
        .filter(version -> version.name().equals(name));
  }

  private TableSnapshot snapshot(TableVersion version) {
    return new VersionSnapshot(history, version);
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
    private final int locks;

    private Savepoint(
        Transaction owner, Map<TableId, TableDraft.Mark> marks, Optional<Ref> written, int locks) {
      this.owner = owner;
      this.marks = marks;
      this.written = written;
      this.locks = locks;
    }
  }
}
