package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.changelog.PreparedEntry;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Transactions that are prepared in one process and ended in the same one, in another one, or
/// after a crash.
final class TestPreparedTransactions {
  private static final TransactionOptions IMPATIENT =
      new TransactionOptions(Isolation.SNAPSHOT, Duration.ofMillis(60), Duration.ZERO);

  private HostileFileSystem files = new HostileFileSystem();
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final List<Database> processes = new ArrayList<>();

  private Database start() {
    processes.add(
        Database.open(
            DatabaseOptions.at(Path.of("/database")),
            new Environment(files, clock::incrementAndGet),
            new Checkpointer.Limits(20, 1 << 20, 5)));
    return processes.getLast();
  }

  /// A database with row 1.
  @BeforeEach
  void create() {
    Database first = start();
    try (Transaction transaction = first.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      Tables.insert(transaction, Map.of(1L, "one"));
      transaction.commit("ann", "");
    }
  }

  @AfterEach
  void close() {
    processes.forEach(Database::close);
  }

  private Database restart() {
    close();
    processes.clear();
    return start();
  }

  private static void prepareInsert(Database database, String id, Map<Long, String> rows) {
    try (Transaction transaction = database.begin("main")) {
      Tables.insert(transaction, rows);
      transaction.prepare(id, "ann", "for later");
    }
  }

  private static void insert(Database database, long id, String name) {
    try (Transaction transaction = database.begin("main", IMPATIENT)) {
      Tables.insert(transaction, Map.of(id, name));
      transaction.commit("bob", "");
    }
  }

  private static Map<Long, String> rows(Database database) {
    try (Transaction transaction = database.begin("main")) {
      return Tables.rows(transaction);
    }
  }

  private static Failure failure(ThrowingCallable work) {
    DatabaseException[] thrown = new DatabaseException[1];
    assertThatThrownBy(work).isInstanceOfSatisfying(DatabaseException.class, e -> thrown[0] = e);
    return thrown[0].failure();
  }

  @Test
  void isSeenWhenItIsCommittedAndNotBefore() {
    Database a = start();
    Database b = start();
    prepareInsert(a, "x", Map.of(2L, "two"));
    assertThat(rows(a)).isEqualTo(rows(b)).isEqualTo(Map.of(1L, "one"));
    assertThat(b.prepared())
        .containsExactly(
            new PreparedEntry(
                "x",
                a.prepared().getFirst().preparedAt(),
                "main",
                List.of("T"),
                "ann",
                "for later"));
    assertThat(b.commitPrepared("x")).isPresent();
    assertThat(rows(a)).isEqualTo(rows(b)).isEqualTo(Map.of(1L, "one", 2L, "two"));
    assertThat(a.prepared()).isEmpty();
    assertThat(a.commits().getLast().message()).isEqualTo("for later");
    assertThat(rows(restart())).hasSize(2);
  }

  @Test
  void leavesNothingWhenItIsRolledBack() {
    Database a = start();
    prepareInsert(a, "x", Map.of(2L, "two"));
    a.rollbackPrepared("x");
    assertThat(failure(() -> a.commitPrepared("x"))).isEqualTo(new Failure.UndefinedPrepared("x"));
    assertThat(failure(() -> a.rollbackPrepared("x")))
        .isEqualTo(new Failure.UndefinedPrepared("x"));
    insert(a, 2, "mine");
    assertThat(rows(restart())).isEqualTo(Map.of(1L, "one", 2L, "mine"));
  }

  @Test
  void refusesAnIdThatIsTakenOrNone() {
    Database a = start();
    prepareInsert(a, "x", Map.of(2L, "two"));
    assertThat(failure(() -> prepareInsert(a, "x", Map.of(3L, "three"))))
        .isEqualTo(new Failure.DuplicatePrepared("x"));
    assertThat(failure(() -> prepareInsert(a, "", Map.of(3L, "three"))))
        .isInstanceOf(Failure.InvalidParameter.class);
    assertThat(failure(() -> prepareInsert(a, "x".repeat(200), Map.of(3L, "three"))))
        .isInstanceOf(Failure.InvalidParameter.class);
    insert(a, 3, "mine");
    a.commitPrepared("x");
    prepareInsert(a, "x", Map.of(4L, "four"));
    assertThat(a.prepared()).hasSize(1);
  }

  @Test
  void survivesReopeningAndCheckpoints() {
    Database a = start();
    Map<Long, String> many = new TreeMap<>();
    for (long id = 100; id < 1000; id++) {
      many.put(id, "a row that is rather long " + id);
    }
    prepareInsert(a, "many", many);
    prepareInsert(a, "few", Map.of(2L, "two"));
    try (Transaction empty = a.begin("main")) {
      empty.prepare("nothing", "ann", "");
    }
    for (int i = 0; i < 10; i++) {
      insert(a, 10 + i, "other");
    }
    a.checkpoint();
    Database b = restart();
    assertThat(b.prepared())
        .extracting(PreparedEntry::id)
        .containsExactly("many", "few", "nothing");
    assertThat(b.commitPrepared("nothing")).isEmpty();
    b.commitPrepared("many");
    b.rollbackPrepared("few");
    assertThat(rows(b)).hasSize(911).containsAllEntriesOf(many).doesNotContainKey(2L);
    assertThat(rows(restart())).hasSize(911).containsAllEntriesOf(many);
  }

  @Test
  void makesWritersOfItsKeysWait() throws Exception {
    Database a = start();
    Database b = start();
    prepareInsert(a, "x", Map.of(2L, "two"));
    insert(b, 3, "three");
    assertThat(failure(() -> insert(b, 2, "mine")))
        .isInstanceOfSatisfying(
            Failure.LockNotAvailable.class,
            failure ->
                assertThat(failure.message())
                    .isEqualTo(
                        "Row (2) of T is locked by the prepared transaction 'x', which did not end"
                            + " within 60 ms."));
    CompletableFuture<Failure> waiting =
        CompletableFuture.supplyAsync(
            () ->
                failure(
                    () -> {
                      try (Transaction transaction = b.begin("main")) {
                        Tables.insert(transaction, Map.of(2L, "mine"));
                        transaction.commit("bob", "");
                      }
                    }));
    Thread.sleep(30);
    assertThat(waiting).isNotDone();
    a.commitPrepared("x");
    assertThat(waiting.get()).isInstanceOf(Failure.WriteConflict.class);
    assertThat(rows(b)).containsEntry(2L, "two");
  }

  @Test
  void keepsRowsThatItHasLocked() {
    Database a = start();
    Database b = start();
    try (Transaction transaction = a.begin("main")) {
      lock(transaction);
      transaction.prepare("x", "ann", "");
    }
    try (Transaction other = b.begin("main", IMPATIENT)) {
      LockingRead read = other.lockingRead(Optional.empty());
      var table = read.view().table(Optional.empty(), "T", VersionSelector.LATEST);
      assertThat(read.tryLock(table, Tables.address(table, 1))).isFalse();
    }
    try (Transaction other = b.begin("main", IMPATIENT)) {
      Tables.rename(other, 1, "theirs");
      assertThat(failure(() -> other.commit("bob", "")))
          .isInstanceOf(Failure.LockNotAvailable.class);
    }
    b.rollbackPrepared("x");
    try (Transaction other = a.begin("main", IMPATIENT)) {
      lock(other);
      Tables.rename(other, 1, "theirs");
      other.commit("bob", "");
    }
  }

  private static void lock(Transaction transaction) {
    LockingRead read = transaction.lockingRead(Optional.empty());
    do {
      var table = read.view().table(Optional.empty(), "T", VersionSelector.LATEST);
      read.lock(table, Tables.address(table, 1), Optional.empty());
    } while (!read.isDone());
    read.finish();
  }

  @Test
  void keepsTableAndBranchAsTheyAre() {
    Database a = start();
    a.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    prepareInsert(a, "x", Map.of(2L, "two"));
    try (Transaction ddl = a.begin("main", IMPATIENT)) {
      Tables.renameTable(ddl, "T", "U");
      assertThat(failure(() -> ddl.commit("bob", ""))).isInstanceOf(Failure.LockNotAvailable.class);
    }
    try (Transaction onDev = a.begin("dev")) {
      Tables.insert(onDev, Map.of(2L, "on dev"));
      onDev.commit("ann", "");
    }
    assertThat(failure(() -> a.merge("dev", "main"))).isInstanceOf(Failure.InUse.class);
    insert(a, 5, "five");
    assertThat(failure(() -> a.createBranch("main", "dev", VersionSelector.LATEST, true, false)))
        .isInstanceOf(Failure.InUse.class);
    try (Transaction create = a.begin("main")) {
      create.createTable(Optional.empty(), "N", Tables.keyed());
      create.prepare("n", "ann", "");
    }
    try (Transaction create = a.begin("main", IMPATIENT)) {
      create.createTable(Optional.empty(), "N", Tables.keyed());
      assertThat(failure(() -> create.commit("bob", "")))
          .isInstanceOf(Failure.LockNotAvailable.class);
    }
    a.commitPrepared("n");
    a.commitPrepared("x");
    assertThat(rows(restart())).isEqualTo(Map.of(1L, "one", 2L, "two", 5L, "five"));
  }

  @Test
  void collectionOfGarbageKeepsWhatItWrites() {
    close();
    processes.clear();
    Database a = start();
    Map<Long, String> many = new TreeMap<>();
    for (long id = 100; id < 3000; id++) {
      many.put(id, "a row that is rather long " + id);
    }
    prepareInsert(a, "x", many);
    prepareInsert(a, "y", Map.of(5000L, "short"));
    Database b = restart();
    try (Transaction waste = b.begin("main")) {
      Tables.insert(waste, new TreeMap<>(Map.of(4000L, "x".repeat(200_000))));
    }
    clock.addAndGet(86_400_000_000L);
    b.vacuum(OptionalInt.of(0), false);
    clock.addAndGet(86_400_000_000L);
    b.vacuum(OptionalInt.of(0), false);
    Database c = restart();
    c.commitPrepared("x");
    c.commitPrepared("y");
    Map<Long, String> all = new TreeMap<>(many);
    all.put(1L, "one");
    all.put(5000L, "short");
    assertThat(rows(c)).isEqualTo(all);
    List<Object> problems = new ArrayList<>();
    c.check(problems::add, () -> {});
    assertThat(problems).isEmpty();
  }

  /// Cuts the power at every operation of preparing, committing and rolling back.
  @Test
  void isWholeOrNotAtAllAfterAPowerCut() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestPreparedTransactions seed " + seed);
    close();
    processes.clear();
    boolean complete = false;
    for (long cut = 0; !complete; cut++) {
      Random random = new Random(seed + cut);
      files = new HostileFileSystem();
      create();
      Database database = processes.removeLast();
      List<Boolean> acknowledged = new ArrayList<>();
      files.cutPowerAfter(cut);
      try {
        prepareInsert(database, "x", wide(random));
        acknowledged.add(true);
        prepareInsert(database, "y", Map.of(3L, "three"));
        acknowledged.add(true);
        database.commitPrepared("x");
        acknowledged.add(true);
        database.rollbackPrepared("y");
        acknowledged.add(true);
        database.close();
        complete = true;
      } catch (DatabaseException e) {
        assertThat(e.failure())
            .isInstanceOfAny(Failure.InputOutput.class, Failure.UnknownOutcome.class);
        closeAfterCut(database);
      }
      files = random.nextInt(4) == 0 ? files.afterKill() : files.afterPowerCut(random);
      Database after = start();
      checkAfter(after, acknowledged.size(), "seed " + seed + ", cut " + cut);
      close();
      processes.clear();
    }
  }

  /// Closing cannot write any more; it releases what the database holds all the same.
  private static void closeAfterCut(Database database) {
    try {
      database.close();
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.InputOutput.class);
    }
  }

  /// Rows that go into the log, or are objects.
  private static Map<Long, String> wide(Random random) {
    return Map.of(2L, "two".repeat(random.nextBoolean() ? 1 : 20_000));
  }

  /// What was acknowledged is there; the next step may have been done.
  private static void checkAfter(Database database, int steps, String run) {
    List<String> ids = database.prepared().stream().map(PreparedEntry::id).toList();
    boolean committed = rows(database).containsKey(2L);
    List<List<String>> expected =
        List.of(List.of(), List.of("x"), List.of("x", "y"), List.of("y"), List.of());
    int found = committed ? (ids.isEmpty() ? 4 : 3) : ids.size();
    assertThat(ids).as(run).isEqualTo(expected.get(found));
    assertThat(found).as(run).isBetween(steps, Math.min(4, steps + 1));
    if (ids.contains("x")) {
      database.commitPrepared("x");
    }
    if (ids.contains("y")) {
      assertThat(failure(() -> insert(database, 3, "mine")))
          .isInstanceOf(Failure.LockNotAvailable.class);
      database.commitPrepared("y");
    }
    Map<Long, String> rows = rows(database);
    assertThat(rows.containsKey(2L)).as(run).isEqualTo(found > 0);
    assertThat(rows.containsKey(3L)).as(run).isEqualTo(ids.contains("y"));
  }
}
