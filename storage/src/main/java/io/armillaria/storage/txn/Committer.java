package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.CommitObject;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.log.LogPosition;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.ChangeCodec;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.RowId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Orders commits and makes them durable.
///
/// 1. Bulk data is forced to disk before the record that names it is written.
/// 2. Under the lock a commit is checked against the newest head, added to the history, and its
///    record put in the log's queue: the order of the queue is the order of the commits.
/// 3. Outside the lock the caller waits for the force, shared with whoever comes meanwhile.
/// 4. Only then do readers see it: `visible` never holds what a crash could take away. What follows
///    in the queue was checked against it, and cannot be durable without it.
final class Committer {
  private static final System.Logger LOGGER = System.getLogger(Committer.class.getName());

  /// So many changes are repeated on a new layout under the lock.
  private static final int MOST_ADOPTED = 32;

  private final History history;
  private final Journal journal;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  /// Commits that are not visible yet, in the order of their numbers; guarded by this object.
  private final Deque<Unpublished> unpublished = new ArrayDeque<>();

  private long lastTransaction;
  private long lastTime;

  /// Whether the clock was behind the newest commit when it was looked at last.
  private boolean behind;

  private State latest;

  /// The newest that this process made.
  private Optional<Made> newest = Optional.empty();

  private volatile Visible visible;

  /// The place of the last record that changed no refs and is durable.
  private volatile Optional<LogPosition> appended = Optional.empty();

  /// @param number grows by one with each change of the refs
  private record State(long number, Refs refs) {}

  /// What readers see, and the place of the last record that says so; empty without a log.
  record Visible(long number, Refs refs, Optional<LogPosition> position) {}

  /// A state whose records are on their way.
  private record Made(State state, Optional<Commit> commit, Journal.Ticket ticket) {}

  private record Unpublished(long number, Commit commit, Journal.Ticket ticket) {}

  /// Gives the time in microseconds since 1970-01-01T00:00Z.
  interface Clock {
    long micros();
  }

  /// @param start the place of the last record that the history has; empty without a log
  Committer(History history, Journal journal, Refs refs, Optional<LogPosition> start, Clock clock) {
    this.history = history;
    this.journal = journal;
    this.clock = clock;
    this.latest = new State(0, refs);
    this.visible = new Visible(0, refs, start);
    this.lastTransaction = refs.lastTransaction();
    this.lastTime = newest(history, refs);
  }

  /// What new transactions read.
  Refs visible() {
    if (journal.isBehind()) {
      follow();
    }
    return visible.refs();
  }

  /// Sees what other processes committed.
  private void follow() {
    lock.lock();
    try {
      Recovery others = others();
      journal.follow(others);
      adopt(others);
    } finally {
      lock.unlock();
    }
  }

  /// Does work under the lock and in this process's turn, so that it knows all commits there are.
  private <T> T inTurn(Supplier<T> work) {
    lock.lock();
    try {
      Recovery others = others();
      journal.enter(others);
      try {
        adopt(others);
        return work.get();
      } finally {
        journal.leave();
      }
    } finally {
      lock.unlock();
    }
  }

  private Recovery others() {
    return new Recovery(history, latest.refs(), visible.position());
  }

  /// What others wrote is durable, and all that this process wrote lies before it.
  private void adopt(Recovery others) {
    if (others.records() > 0) {
      latest = new State(latest.number() + 1, others.refs());
      lastTransaction = history.last();
      lastTime = Math.max(lastTime, newest(history, latest.refs()));
      publish(latest, others.last().orElseThrow());
    }
  }

  private static long newest(History history, Refs refs) {
    return LongStream.concat(
            LongStream.of(history.commit(history.last()).committedAt()),
            refs.all().stream().mapToLong(Ref::createdAt))
        .max()
        .orElse(0);
  }

  /// Makes records durable that change no refs. They are computed under the lock; none means that
  /// there is nothing to do.
  void append(Supplier<List<LogRecord>> records) {
    Optional<Journal.Ticket> ticket =
        inTurn(
            () -> {
              List<LogRecord> made = records.get();
              return made.isEmpty() ? Optional.empty() : Optional.of(journal.enqueue(made));
            });
    ticket.ifPresent(made -> appended(made.await()));
  }

  private synchronized void appended(LogPosition position) {
    if (appended.isEmpty() || appended.get().isBefore(position)) {
      appended = Optional.of(position);
    }
  }

  /// The place of a record which, with all before it, is durable: those of all that is visible now,
  /// and of the layouts that garbage was collected by; empty without a log.
  Optional<LogPosition> durable() {
    Optional<LogPosition> seen = look().position();
    return appended.filter(position -> seen.orElseThrow().isBefore(position)).or(() -> seen);
  }

  Visible published() {
    return visible;
  }

  /// What new transactions read, with its place in the log.
  Visible look() {
    visible();
    return visible;
  }

  /// What new transactions read once all commits that are on their way now are durable. Whoever
  /// locks a row and then asks for this sees every commit that did not see the lock.
  Refs settled() {
    Optional<Made> made = inTurn(() -> newest);
    made.filter(each -> each.state().number() > visible.number()).ifPresent(this::finish);
    return visible.refs();
  }

  /// A time later than every commit's and ref's before; call with the lock held.
  private long tick() {
    long now = clock.micros();
    boolean wasBehind = behind;
    behind = now < lastTime - 1_000_000;
    if (behind && !wasBehind) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "The clock is {0} seconds behind the newest commit: it went back, or was ahead. Until it"
              + " is there again, each commit is a microsecond after the one before.",
          (lastTime - now) / 1_000_000);
    }
    lastTime = Math.max(now, lastTime + 1);
    return lastTime;
  }

  /// Changes refs durably. `change` runs under the lock and may refuse by throwing.
  ///
  /// @return whether anything changed
  boolean changeRefs(RefChange change) {
    Optional<Made> made =
        inTurn(
            () -> {
              List<LogRecord> records = new ArrayList<>();
              Refs refs = change.apply(latest.refs(), this::tick, records);
              if (records.isEmpty()) {
                return Optional.empty();
              }
              Journal.Ticket ticket = journal.enqueue(records);
              return Optional.of(made(refs, Optional.empty(), ticket));
            });
    made.ifPresent(this::finish);
    return made.isPresent();
  }

  /// Waits until it is durable, and shows it.
  private void finish(Made made) {
    publish(made.state(), made.ticket().await());
  }

  /// Reserves row ids of a table that a commit has; durable when the call returns.
  long reserveRowIds(TableHistory table, long rows) {
    return reserve(table.id().value(), rows, table::reserve);
  }

  /// Reserves column ids of a table that a commit has; durable when the call returns.
  long reserveColumnIds(TableHistory table, long columns) {
    return reserve(History.columnCounter(table.id().value()), columns, table::reserveColumns);
  }

  private long reserve(UUID counter, long count, LongUnaryOperator reserve) {
    long[] first = new long[1];
    append(
        () -> {
          first[0] = reserve.applyAsLong(count);
          long last = first[0] + count - 1;
          return List.of(new LogEntry.SequenceReserved(counter, last).encode());
        });
    return first[0];
  }

  /// Computes new refs and adds the records that say so; no record means no change.
  interface RefChange {
    Refs apply(Refs refs, Clock tick, List<LogRecord> records);
  }

  /// Commits what the drafts changed.
  ///
  /// @param check whether it goes together with the commits before it
  /// @return the commit, or empty when nothing changed
  Optional<Commit> commit(
      String branch, CommitCheck check, List<TableDraft> drafts, String author, String message) {
    List<Pending> pending = store(drafts);
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    check.prepare(visible.refs(), branch, pending);
    Made made = inTurn(() -> make(branch, check, pending, author, message));
    finish(made);
    return made.commit();
  }

  /// What the drafts changed, its bulk durable.
  private List<Pending> store(List<TableDraft> drafts) {
    List<Pending> pending = new ArrayList<>();
    boolean stored = false;
    for (TableDraft draft : drafts) {
      Optional<ChangeBuilder.Built> built = new ChangeBuilder(history, draft).build();
      if (built.isPresent()) {
        Pending next = Pending.of(history, draft, built.get());
        stored |= next.stored();
        pending.add(next);
      }
    }
    if (stored) {
      history.leaves().store().force();
    }
    return pending;
  }

  /// Makes what the drafts changed durable under the name `id`, to be committed or not later.
  ///
  /// @param locks what is kept locked until then beside what is written
  void prepare(
      String branch,
      CommitCheck check,
      List<TableDraft> drafts,
      String author,
      String message,
      String id,
      List<LockName> locks) {
    List<Pending> pending = store(drafts);
    if (!pending.isEmpty()) {
      check.prepare(visible.refs(), branch, pending);
    }
    changeRefs(
        (refs, tick, records) -> {
          if (refs.prepared(id).isPresent()) {
            throw new Failure.DuplicatePrepared(id).raise();
          }
          Ref head = refs.ref(Ref.Kind.BRANCH, branch);
          if (!pending.isEmpty()) {
            check.check(refs, head, pending);
          }
          List<LogEntry.TableEntry> tables = pending.stream().map(Pending::entry).toList();
          LogEntry.Prepared entry =
              new LogEntry.Prepared(id, tick.micros(), head.name(), author, message, tables, locks);
          records.add(entry.encode());
          return refs.with(new PreparedTransaction(entry));
        });
  }

  /// Commits what was prepared.
  ///
  /// @return the commit, or empty when it changes nothing
  Optional<Commit> commitPrepared(String id) {
    Made made = inTurn(() -> makePrepared(id));
    finish(made);
    return made.commit();
  }

  private Made makePrepared(String id) {
    PreparedTransaction prepared = prepared(latest.refs(), id);
    LogRecord resolved = new LogEntry.Resolved(id).encode();
    Refs rest = latest.refs().withoutPrepared(id);
    if (!prepared.changesAnything()) {
      return made(rest, Optional.empty(), journal.enqueue(List.of(resolved)));
    }
    Ref head = rest.ref(Ref.Kind.BRANCH, prepared.branch());
    LogEntry.Committed entry = prepared.commit(lastTransaction + 1, tick());
    Commit commit = history.replay(entry, head.head());
    Journal.Ticket ticket = enqueue(commit, List.of(entry.encode(), resolved));
    return made(rest.with(head.at(commit)), Optional.of(commit), ticket);
  }

  /// Forgets what was prepared.
  void rollbackPrepared(String id) {
    changeRefs(
        (refs, tick, records) -> {
          records.add(new LogEntry.Resolved(prepared(refs, id).id()).encode());
          return refs.withoutPrepared(id);
        });
  }

  private static PreparedTransaction prepared(Refs refs, String id) {
    return refs.prepared(id).orElseThrow(() -> new Failure.UndefinedPrepared(id).raise());
  }

  /// Checks the changes against the newest head, numbers the commit and puts it into the queue.
  private Made make(
      String branch, CommitCheck check, List<Pending> pending, String author, String message) {
    Ref head = latest.refs().ref(Ref.Kind.BRANCH, branch);
    check.check(latest.refs(), head, pending);
    List<ChunkId> parents = head.head().id().map(List::of).orElse(List.of());
    List<CommitObject.TableChange> changes =
        pending.stream()
            .map(p -> new CommitObject.TableChange(p.prepared().table().id(), p.prepared().id()))
            .toList();
    CommitObject object = new CommitObject(parents, tick(), author, message, changes);
    long transaction = lastTransaction + 1;
    Commit commit =
        history.add(
            history.hash(object.encode()),
            object,
            transaction,
            head.name(),
            head.head(),
            pending.stream().map(Pending::prepared).toList());
    Journal.Ticket ticket = enqueue(commit, List.of(entry(commit, head.name(), pending).encode()));
    Made made = made(latest.refs().with(head.at(commit)), Optional.of(commit), ticket);
    layAll(commit, pending);
    return made;
  }

  /// The state from now on, whose records are in the queue.
  private Made made(Refs refs, Optional<Commit> commit, Journal.Ticket ticket) {
    latest = new State(latest.number() + 1, refs);
    commit.ifPresent(
        made -> {
          lastTransaction = made.transaction();
          expect(new Unpublished(latest.number(), made, ticket));
        });
    Made made = new Made(latest, commit, ticket);
    newest = Optional.of(made);
    return made;
  }

  /// The commit is in the queue and must not fail any more: where something cannot be read that its
  /// layout needs, whoever reads the version is told.
  private static void layAll(Commit commit, List<Pending> pending) {
    try {
      for (Pending change : pending) {
        lay(commit.table(change.prepared().table().id()).orElseThrow(), change);
      }
    } catch (DatabaseException | OutOfMemoryError e) {
      LOGGER.log(System.Logger.Level.WARNING, "A commit's tables are laid out when read.", e);
    }
  }

  private static LogEntry entry(Commit commit, String branch, List<Pending> pending) {
    return new LogEntry.Committed(
        commit.transaction(),
        branch,
        commit.committedAt(),
        commit.author(),
        commit.message(),
        List.of(),
        pending.stream().map(Pending::entry).toList());
  }

  private Journal.Ticket enqueue(Commit commit, List<LogRecord> records) {
    boolean enqueued = false;
    try {
      Journal.Ticket ticket = journal.enqueue(records);
      enqueued = true;
      return ticket;
    } finally {
      if (!enqueued) {
        history.remove(commit);
      }
    }
  }

  /// The draft has laid out the version, unless its base has another layout by now.
  private static void lay(TableVersion version, Pending change) {
    long forgotten = version.history().forgotten();
    Optional<TableVersion> before = version.previous();
    Optional<Layout> now = before.flatMap(TableVersion::knownLayout);
    if (before.equals(change.draft().base())
        && (before.isEmpty() || now.filter(change.draft().baseLayout()::equals).isPresent())) {
      version.layout(change.layout(), forgotten);
    } else if (now.isPresent()) {
      List<Column> keyColumns = RowId.keyColumns(version.schema());
      version.layout(now.get().apply(change.prepared().change(), keyColumns), forgotten);
    }
  }

  /// Puts another layout of a version in the place of the known one, and on top of it those of the
  /// versions that its branch has made of it since.
  void adopt(TableVersion version, Layout layout) {
    version.layout(layout);
    TableVersion from = version;
    Layout equal = layout;
    Deque<TableVersion> newer = since(from, visible.refs());
    while (newer.size() > MOST_ADOPTED) {
      for (TableVersion next : newer) {
        equal = equal.apply(next.change(), RowId.keyColumns(next.schema()));
        from = next;
      }
      newer = since(from, visible.refs());
    }
    lock.lock();
    try {
      from.layout(equal);
      for (TableVersion next : since(from, latest.refs())) {
        equal = equal.apply(next.change(), RowId.keyColumns(next.schema()));
        next.layout(equal);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The versions that the branch has made of this one, oldest first; none when it went elsewhere.
  private static Deque<TableVersion> since(TableVersion version, Refs refs) {
    Deque<TableVersion> newer = new ArrayDeque<>();
    Optional<TableVersion> at =
        refs.find(Ref.Kind.BRANCH, version.commit().branch())
            .flatMap(ref -> ref.head().table(version.table()));
    while (at.isPresent() && at.get().number() > version.number() && !at.get().startsEmpty()) {
      newer.push(at.get());
      at = at.get().previous();
    }
    boolean reached = at.isPresent() && at.get().number() == version.number();
    return reached ? newer : new ArrayDeque<>();
  }

  /// Shows a state that is durable, and so is all before it: whoever made that may come later. Each
  /// commit has its epoch by then.
  private synchronized void publish(State state, LogPosition position) {
    while (!unpublished.isEmpty() && unpublished.peek().number() <= state.number()) {
      Unpublished next = unpublished.remove();
      next.commit().written(next.ticket().await());
    }
    if (state.number() > visible.number()) {
      visible = new Visible(state.number(), state.refs(), Optional.of(position));
    }
  }

  private synchronized void expect(Unpublished next) {
    unpublished.add(next);
  }

  /// One table's part of a commit that is about to be made.
  ///
  /// @param stored whether objects were put that must be forced first
  record Pending(
      TableDraft draft,
      History.Prepared prepared,
      LogEntry.TableEntry entry,
      Layout layout,
      boolean stored) {
    private static final int INLINE_CHANGE = 64 << 10;

    /// The table's name; of an index, its table's name and its own.
    String shownName(Commit head) {
      return draft
          .schema()
          .indexOf()
          .flatMap(head::table)
          .map(owner -> owner.name() + " (" + draft.schema().primaryKeyName() + ")")
          .orElse(draft.name());
    }

    static Pending of(History history, TableDraft draft, ChangeBuilder.Built built) {
      byte[] bytes = ChangeCodec.encode(built.change());
      boolean inline = bytes.length <= INLINE_CHANGE;
      boolean leaves =
          Stream.concat(
                  built.change().deletes().stream(),
                  built.change().upserts().stream().map(Change.Upserts::rows))
              .anyMatch(LeafRows.class::isInstance);
      ChunkId id =
          inline ? history.hash(bytes) : history.leaves().store().put(ChunkKind.CHANGE, bytes);
      LogEntry.TableEntry entry =
          new LogEntry.TableEntry(
              draft.history().id(),
              draft.history().nextRowId(),
              inline ? Optional.empty() : Optional.of(id),
              inline ? Optional.of(bytes) : Optional.empty());
      return new Pending(
          draft,
          new History.Prepared(draft.history(), built.change(), id, bytes.length, !inline),
          entry,
          built.layout(),
          leaves || !inline);
    }
  }
}
