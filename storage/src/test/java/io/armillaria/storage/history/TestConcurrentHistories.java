package io.armillaria.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Environment;
import io.armillaria.storage.txn.Isolation;
import io.armillaria.storage.txn.LockingRead;
import io.armillaria.storage.txn.Tables;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.txn.TransactionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random transactions in several threads of several processes, some of which lock rows or are
/// prepared first, recorded and looked at by the [HistoryChecker].
///
/// `-Dhistories.transactions=` says how many each thread runs, `-Dhistories.rounds=` how often;
/// `-Dseed=` repeats what they do, though not how they meet.
final class TestConcurrentHistories {
  private static final int PROCESSES = 2;
  private static final int THREADS = 2;
  private static final int KEYS = 6;

  private final long seed = Long.getLong("seed", System.nanoTime());

  @ParameterizedTest
  @EnumSource(names = {"SNAPSHOT", "SERIALIZABLE"})
  void haveNoAnomalies(Isolation isolation) throws Exception {
    System.out.println("TestConcurrentHistories " + isolation + " seed " + seed);
    for (int round = 0; round < Integer.getInteger("histories.rounds", 1); round++) {
      List<Executed> history = run(isolation, seed + 1000L * round);
      Set<HistoryChecker.Anomaly> allowed =
          isolation == Isolation.SNAPSHOT
              ? EnumSet.of(HistoryChecker.Anomaly.WRITE_SKEW)
              : EnumSet.noneOf(HistoryChecker.Anomaly.class);
      assertThat(allowed)
          .as("seed %d round %d: %s", seed, round, history)
          .containsAll(HistoryChecker.anomalies(history));
      assertThat(history.stream().filter(Executed::committed).count())
          .isGreaterThan(history.size() / 10);
    }
  }

  private List<Executed> run(Isolation isolation, long roundSeed) throws Exception {
    HostileFileSystem files = new HostileFileSystem();
    List<Database> processes = new ArrayList<>();
    List<Executed> history = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(
            Database.open(
                DatabaseOptions.at(Path.of("/database")),
                new Environment(files, Environment.MACHINE.clock())));
      }
      create(processes.getFirst());
      List<Future<List<Executed>>> running = new ArrayList<>();
      for (int i = 0; i < PROCESSES * THREADS; i++) {
        Worker worker =
            new Worker(processes.get(i % PROCESSES), i, isolation, new Random(roundSeed + i));
        running.add(threads.submit(worker::run));
      }
      for (Future<List<Executed>> each : running) {
        history.addAll(each.get());
      }
    } finally {
      processes.forEach(Database::close);
    }
    return history;
  }

  private static void create(Database database) {
    Map<Long, String> rows = new HashMap<>();
    for (long key = 0; key < KEYS; key++) {
      rows.put(key, Executed.INITIAL);
    }
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      Tables.insert(transaction, rows);
      transaction.commit("ann", "");
    }
  }

  /// One session.
  private static final class Worker {
    private final Database database;
    private final int session;
    private final TransactionOptions options;
    private final Random random;
    private int values;
    private List<Executed.Operation> operations;

    Worker(Database database, int session, Isolation isolation, Random random) {
      this.database = database;
      this.session = session;
      this.options = new TransactionOptions(isolation, Duration.ofSeconds(20), Duration.ZERO);
      this.random = random;
    }

    List<Executed> run() {
      List<Executed> done = new ArrayList<>();
      for (int i = 0; i < Integer.getInteger("histories.transactions", 60); i++) {
        operations = new ArrayList<>();
        boolean committed = false;
        try (Transaction transaction = database.begin("main", options)) {
          work(transaction);
          committed = end(transaction, session + "." + i);
        } catch (DatabaseException e) {
          boolean gaveWay =
              e.failure() instanceof Failure.WriteConflict
                  || e.failure() instanceof Failure.ReadConflict
                  || e.failure() instanceof Failure.Deadlock;
          if (!gaveWay) {
            throw e;
          }
        }
        done.add(new Executed(session, committed, operations));
      }
      return done;
    }

    private void work(Transaction transaction) {
      boolean writes = random.nextInt(4) > 0;
      // later on it would move the snapshot away from what was read before
      if (random.nextInt(4) == 0) {
        lock(transaction, random.nextInt(KEYS));
      }
      for (int count = 1 + random.nextInt(4); count > 0; count--) {
        long key = random.nextInt(KEYS);
        read(transaction, key);
        if (writes && random.nextBoolean()) {
          String value = session + "-" + values++;
          Tables.rename(transaction, key, value);
          operations.add(Executed.write(key, value));
        }
      }
    }

    private void read(Transaction transaction, long key) {
      if (transaction.notesReads()) {
        transaction.noteRead(
            Optional.empty(), "T", changed -> Tables.scan(changed).containsKey(key));
      }
      operations.add(Executed.read(key, Tables.rows(transaction).get(key)));
    }

    private static void lock(Transaction transaction, long key) {
      LockingRead read = transaction.lockingRead(Optional.empty());
      do {
        TableSnapshot table = read.view().table(Optional.empty(), "T", VersionSelector.LATEST);
        read.lock(table, Tables.address(table, key), Optional.empty());
      } while (!read.isDone());
      read.finish();
    }

    /// @return whether it committed
    private boolean end(Transaction transaction, String id) {
      switch (random.nextInt(10)) {
        case 0 -> {
          transaction.rollback();
          return false;
        }
        case 1 -> {
          transaction.prepare(id, "ann", "");
          if (random.nextBoolean()) {
            database.rollbackPrepared(id);
            return false;
          }
          database.commitPrepared(id);
          return true;
        }
        default -> {
          transaction.commit("ann", "");
          return true;
        }
      }
    }
  }
}
