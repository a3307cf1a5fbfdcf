package io.armillaria.storage.txn;

import io.armillaria.blake3.Blake3;
import io.armillaria.blake3.NativeMode;
import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.changelog.ChangeEntry;
import io.armillaria.storage.changelog.ChunkEntry;
import io.armillaria.storage.changelog.CommitEntry;
import io.armillaria.storage.changelog.Listings;
import io.armillaria.storage.changelog.PreparedEntry;
import io.armillaria.storage.changelog.RefEntry;
import io.armillaria.storage.changelog.StorageEntry;
import io.armillaria.storage.changelog.VersionEntry;
import io.armillaria.storage.check.DatabaseCheck;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.gc.HeldPages;
import io.armillaria.storage.gc.HistoryCollector;
import io.armillaria.storage.gc.Retention;
import io.armillaria.storage.gc.RetentionFile;
import io.armillaria.storage.gc.RetentionSetting;
import io.armillaria.storage.gc.RetentionSettings;
import io.armillaria.storage.gc.VacuumResult;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.lock.LockOwner;
import io.armillaria.storage.lock.LockTable;
import io.armillaria.storage.stats.Statistics;
import io.armillaria.storage.table.CutRule;
import io.armillaria.storage.table.TableId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// An open database. Safe for many threads.
public final class Database implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Database.class.getName());

  /// VACUUM rewrites files that are garbage for one part in so many.
  private static final int VACUUM_MOST = 10;

  private static final long VACUUM_PATIENCE = 10_000;

  private final Storage storage;
  private final Committer committer;
  private final Statistics statistics = new Statistics();
  private final Compactor compactor;
  private final RefCommands refCommands;
  private final Sequences sequences;
  private final RunningTransactions running;
  private final HistoryCollector collector;
  private final Optional<RetentionSettings> retainSettings;
  private final Optional<BackgroundCollector> background;
  private volatile RowChecks rowChecks = RowChecks.NONE;
  private final Optional<Checkpointer> checkpointer;
  private volatile IdleTimer timer = IdleTimer.SYSTEM;
  private final LockTable locks;
  private final AtomicLong owners = new AtomicLong();
  private volatile DefaultValues defaultValues = DefaultValues.NONE;
  private volatile boolean closed;

  Database(Storage storage) {
    this(storage, Environment.MACHINE);
  }

  Database(Storage storage, Environment environment) {
    this(storage, environment, CompactionPolicy.standard(storage.history().leaves().cutRule()));
  }

  Database(Storage storage, Environment environment, CompactionPolicy policy) {
    this(storage, environment, policy, Checkpointer.STANDARD, Optional.empty());
  }

  /// @param retention where the horizon is kept; without it no data is ever let go
  private Database(
      Storage storage,
      Environment environment,
      CompactionPolicy policy,
      Checkpointer.Limits limits,
      Optional<RetentionFile> retention) {
    this.storage = storage;
    this.retainSettings = storage.retention();
    this.committer =
        new Committer(
            storage.history(),
            storage.journal(),
            storage.refs(),
            storage.start(),
            environment::now);
    this.compactor = new Compactor(storage, committer, policy, statistics);
    statistics.text("hash", storage::hashName);
    statistics.text("retention", () -> retainSetting().toString());
    statistics.number("commits", () -> storage.history().last());
    this.sequences = new Sequences(storage.history().sequences(), committer::append);
    this.refCommands = new RefCommands(storage.history(), committer);
    this.checkpointer =
        storage
            .checkpoints()
            .map(file -> new Checkpointer(storage, file, committer, limits, environment::now));
    if (storage.start().isPresent()) {
      storage.history().rowIds(committer::reserveRowIds);
      storage.history().columnIds(committer::reserveColumnIds);
    }
    checkpointer.ifPresent(Checkpointer::consider);
    this.locks = new PreparedLocks(storage.locks(), storage.history(), committer::visible);
    this.running = new RunningTransactions(storage.chunks());
    Retention retained = new Retention(committer::visible, retention);
    storage.history().guard(retained);
    this.collector =
        new HistoryCollector(
            storage.history(),
            committer::visible,
            committer::settled,
            running.snapshots(),
            retained,
            this::retainSetting,
            retention,
            () ->
                checkpointer
                    .map(Checkpointer::hold)
                    .orElseGet(() -> new HeldPages(Optional.empty(), false, () -> {})),
            environment::now);
    this.background =
        retention.map(
            file ->
                new BackgroundCollector(collector, () -> committer.visible().lastTransaction()));
  }

  /// Opens the database, recovering what its log holds, or creates it.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException CannotOpen, TooNew, TooOld, Corrupt
  public static Database open(DatabaseOptions options) {
    return open(options, Environment.MACHINE);
  }

  /// Like [#open(DatabaseOptions)], on other files and by another clock than the machine's.
  public static Database open(DatabaseOptions options, Environment environment) {
    return open(options, environment, Checkpointer.STANDARD);
  }

  static Database open(
      DatabaseOptions options, Environment environment, Checkpointer.Limits limits) {
    Storage storage = openStorage(options, environment);
    boolean opened = false;
    try {
      Database database =
          new Database(
              storage,
              environment,
              CompactionPolicy.standard(storage.history().leaves().cutRule()),
              limits,
              options.path().map(path -> new RetentionFile(environment.files(), path)));
      opened = true;
      return database;
    } finally {
      if (!opened) {
        storage.close();
      }
    }
  }

  static Storage openStorage(DatabaseOptions options, Environment environment) {
    Blake3 blake3 = Blake3.best(NativeMode.parse(options.nativeKernels()));
    return options.path().isPresent()
        ? FileStorage.open(options.path().get(), options, blake3, environment)
        : Storage.memory(
            blake3,
            environment.now(),
            options.leafRows().isPresent()
                ? new CutRule(options.leafRows().getAsInt())
                : CutRule.DEFAULT);
  }

  /// The counters of the sequences.
  public Sequences sequences() {
    requireOpen();
    return sequences;
  }

  /// Sets another timer for the transactions that begin from now on.
  void idleTimer(IdleTimer other) {
    timer = other;
  }

  /// Sets who checks rows from now on.
  public void rowChecks(RowChecks checks) {
    rowChecks = checks;
  }

  RowChecks rowChecks() {
    return rowChecks;
  }

  /// Says how defaults are computed from now on.
  public void defaultValues(DefaultValues values) {
    defaultValues = values;
  }

  DefaultValues defaultValues() {
    return defaultValues;
  }

  /// Begins a transaction whose own tables are those of `branch`, and whose snapshot is now.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference
  public Transaction begin(String branch) {
    return begin(branch, TransactionOptions.STANDARD);
  }

  /// As [#begin(String)].
  public Transaction begin(String branch, TransactionOptions options) {
    return begin(branch, options, committer::visible);
  }

  /// As [#begin(String)], but the snapshot is of the last commit that this process knows: what
  /// others have written to the log is not looked at.
  public Transaction beginKnown(String branch, TransactionOptions options) {
    return begin(branch, options, this::known);
  }

  private Transaction begin(String branch, TransactionOptions options, Supplier<Refs> visible) {
    requireOpen();
    LockOwner owner = new LockOwner(nextOwner(), "another transaction");
    return running.begin(
        visible,
        refs ->
            new Transaction(
                this,
                storage.history(),
                refs,
                branch,
                options,
                new TransactionLocks(locks, owner, options, timer)));
  }

  /// Grows with time, over processes too.
  private long nextOwner() {
    long now = System.currentTimeMillis() * 1000;
    return owners.updateAndGet(last -> Math.max(last + 1, now));
  }

  RunningTransactions running() {
    return running;
  }

  /// Lets go of the data of versions that are retained no longer, and gives back the room of what
  /// nothing needs any more. Waits some seconds for those who are writing. When it fails, all
  /// versions are as they were.
  ///
  /// @param retainDays empty for what [#retain] was told, or 90 days
  /// @param dryRun whether it only tells what it would do
  /// @throws io.armillaria.storage.failure.DatabaseException InvalidTransactionState when others go
  ///   on writing or another collection is running; DiskFull, InputOutput
  public VacuumResult vacuum(OptionalInt retainDays, boolean dryRun) {
    return vacuum(retainDays, dryRun, VACUUM_PATIENCE);
  }

  VacuumResult vacuum(OptionalInt retainDays, boolean dryRun, long patience) {
    requireOpen();
    if (!dryRun) {
      checkpoint();
    }
    return collector
        .collect(retainDays, dryRun, VACUUM_MOST, patience)
        .orElseThrow(
            () ->
                new Failure.InvalidTransactionState(
                        "VACUUM found a transaction that is writing, or another VACUUM, for "
                            + patience / 1000
                            + " seconds; try again when it has ended.")
                    .raise());
  }

  /// Changes how long the data of old versions lives.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Unsupported for a database in memory;
  ///   DiskFull, InputOutput
  public void retain(UnaryOperator<RetentionSetting> change) {
    requireOpen();
    retainSettings
        .orElseThrow(() -> new Failure.Unsupported("SET RETAIN of a database in memory").raise())
        .change(change);
  }

  /// How long the data of old versions lives.
  public RetentionSetting retained() {
    requireOpen();
    return retainSetting();
  }

  private RetentionSetting retainSetting() {
    return retainSettings.map(RetentionSettings::read).orElse(RetentionSetting.NONE);
  }

  /// What new transactions read.
  Refs visible() {
    requireOpen();
    return committer.visible();
  }

  /// What is visible to this process without looking at the log.
  Refs known() {
    requireOpen();
    return committer.published().refs();
  }

  /// As [Committer#settled].
  Refs settled() {
    requireOpen();
    return committer.settled();
  }

  Optional<Commit> commit(
      String branch, CommitCheck check, List<TableDraft> drafts, String author, String message) {
    requireOpen();
    Optional<Commit> commit = committer.commit(branch, check, drafts, author, message);
    tend(commit);
    return commit;
  }

  /// As [Committer#prepare].
  void prepare(
      String branch,
      CommitCheck check,
      List<TableDraft> drafts,
      String author,
      String message,
      String id,
      List<LockName> locks) {
    requireOpen();
    committer.prepare(branch, check, drafts, author, message, id, locks);
  }

  /// Commits what [Transaction#prepare] prepared, in whatever process.
  ///
  /// @return the commit, or empty when it changes nothing
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedPrepared; InputOutput,
  ///   DiskFull, and it stays prepared
  public Optional<CommitInfo> commitPrepared(String id) {
    requireOpen();
    Optional<Commit> commit = committer.commitPrepared(id);
    tend(commit);
    return commit.map(CommitInfo::of);
  }

  /// Rolls back what [Transaction#prepare] prepared.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedPrepared
  public void rollbackPrepared(String id) {
    requireOpen();
    committer.rollbackPrepared(id);
  }

  /// The transactions that are prepared, oldest first.
  public List<PreparedEntry> prepared() {
    return listings().prepared();
  }

  /// Lets the work in the background follow a commit.
  private void tend(Optional<Commit> commit) {
    for (TableVersion version : commit.map(Commit::changed).orElse(List.of())) {
      compactor.consider(version);
    }
    checkpointer.ifPresent(Checkpointer::consider);
  }

  /// Creates a branch at `from` (a branch or tag) as of `selector` (Latest, AsOf or AtCommit).
  /// `replace` moves an existing branch; else `ifNotExists` leaves it alone.
  ///
  /// @return whether anything changed
  public boolean createBranch(
      String name, String from, VersionSelector selector, boolean replace, boolean ifNotExists) {
    requireOpen();
    return refCommands.create(Ref.Kind.BRANCH, name, from, selector, replace, ifNotExists);
  }

  /// @return whether the branch existed; when it did not and `ifExists` is false,
  ///   UndefinedReference
  public boolean dropBranch(String name, boolean ifExists) {
    requireOpen();
    return refCommands.drop(Ref.Kind.BRANCH, name, ifExists);
  }

  public boolean createTag(
      String name, String from, VersionSelector selector, boolean ifNotExists) {
    requireOpen();
    return refCommands.create(Ref.Kind.TAG, name, from, selector, false, ifNotExists);
  }

  public boolean dropTag(String name, boolean ifExists) {
    requireOpen();
    return refCommands.drop(Ref.Kind.TAG, name, ifExists);
  }

  /// Merges `source` into `target`: moves target's head to source's when target has no commit that
  /// source lacks.
  ///
  /// @return whether the head moved; false when target had all of source already
  /// @throws io.armillaria.storage.failure.DatabaseException MergeConflict when both have commits
  ///   that the other lacks
  public boolean merge(String source, String target) {
    requireOpen();
    return refCommands.merge(source, target);
  }

  /// The name as stored of the branch that `name` means, ignoring case.
  public Optional<String> branch(String name) {
    requireOpen();
    return committer.visible().find(Ref.Kind.BRANCH, name).map(Ref::name);
  }

  public List<RefEntry> branches() {
    return listings().refs(Ref.Kind.BRANCH);
  }

  public List<RefEntry> tags() {
    return listings().refs(Ref.Kind.TAG);
  }

  /// All commits of the store, oldest first.
  public List<CommitEntry> commits() {
    return List.copyOf(listings().commits());
  }

  /// All changes of the store, oldest first.
  public List<ChangeEntry> changelog() {
    return List.copyOf(listings().changelog());
  }

  /// All versions of all tables.
  public List<VersionEntry> versions() {
    return List.copyOf(listings().versions());
  }

  public List<ChunkEntry> chunks() {
    return listings().chunks();
  }

  public List<StorageEntry> storage() {
    return listings().storage();
  }

  /// Adds a number to what the database counts, see [Statistics#number].
  public void count(String name, LongSupplier value) {
    statistics.number(name, value);
  }

  /// What the database counts, by name.
  public List<Statistics.Figure> statistics() {
    requireOpen();
    return statistics.figures();
  }

  /// Returns when the work in the background that the commits until now asked for is done.
  public void awaitIdle() {
    requireOpen();
    compactor.awaitIdle();
  }

  /// Lays a table out anew, by its content alone: equal rows give equal leaves then. Makes no
  /// version.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference, UndefinedTable
  public void optimize(String branch, String table) {
    requireOpen();
    Commit head = committer.visible().ref(Ref.Kind.BRANCH, branch).head();
    TableVersion version =
        head.table(table)
            .filter(found -> !found.dropped() && found.name().equals(table))
            .orElseThrow(
                () ->
                    new Failure.UndefinedTable(
                            table, "There is no table " + table + " on " + branch + ".")
                        .raise());
    compactor.optimize(version);
  }

  /// Writes down where the next opening begins, which it does by itself from time to time. A
  /// failure is logged: it costs time at the next opening, and nothing else.
  public void checkpoint() {
    requireOpen();
    checkpointer.ifPresent(Checkpointer::write);
  }

  /// Copies the database to an empty or missing directory, durably, beside readers and writers: as
  /// it is at some moment between the call and its return. The copy is a database of its own.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException FileProblem, if the directory is not
  ///   empty; InvalidTransactionState, while garbage is collected; DiskFull, InputOutput;
  ///   Unsupported for a database in memory
  public void backup(Path target) {
    requireOpen();
    storage
        .backup()
        .orElseThrow(() -> new Failure.Unsupported("BACKUP of a database in memory").raise())
        .to(target, committer::durable);
  }

  /// Reads everything that the database refers to, beside readers and writers, and tells `found`
  /// what is not as it should be.
  ///
  /// @param between runs again and again meanwhile; it ends the check by throwing Cancelled
  public void check(Consumer<Problem> found, Runnable between) {
    newCheck(found, between).all();
  }

  /// Like [#check], for one table: one version of it, or all.
  public void check(
      TableId table, OptionalLong version, Consumer<Problem> found, Runnable between) {
    DatabaseCheck check = newCheck(found, between);
    storage
        .history()
        .table(table)
        .ifPresent(
            history -> {
              if (version.isPresent()) {
                check.version(history.version(version.getAsLong()).orElseThrow());
              } else {
                check.table(history);
              }
            });
  }

  private DatabaseCheck newCheck(Consumer<Problem> found, Runnable between) {
    requireOpen();
    return new DatabaseCheck(
        storage.history(),
        committer.visible(),
        version -> new VersionSnapshot(storage.history(), version),
        found,
        between);
  }

  /// The most rows of a leaf, as when the database was made.
  public int leafRows() {
    return storage.history().leaves().cutRule().most();
  }

  /// The BLAKE3 that runs, such as `native avx512` or `java`.
  public String hashName() {
    return storage.hashName();
  }

  /// Marks a clean close and releases the files. Open transactions cannot go on.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      background.ifPresent(BackgroundCollector::close);
      try {
        settleSequences();
        compactor.close();
        checkpointer.ifPresent(Checkpointer::close);
      } finally {
        storage.close();
      }
    }
  }

  private void settleSequences() {
    try {
      sequences.settle();
    } catch (DatabaseException e) {
      LOGGER.log(
          System.Logger.Level.DEBUG,
          "What is left of the sequences' blocks could not be given back; the numbers are lost.",
          e);
    }
  }

  /// The history as rows, of which commits, changes and versions are views that are read page by
  /// page.
  public Listings listings() {
    requireOpen();
    return new Listings(storage.history(), committer.visible());
  }

  private void requireOpen() {
    if (closed) {
      throw new Failure.Closed("The database is closed.").raise();
    }
  }
}
