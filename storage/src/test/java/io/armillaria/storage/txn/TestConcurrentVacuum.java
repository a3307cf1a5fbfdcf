package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.log.LogSizes;
import io.armillaria.storage.table.TableSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Three processes write and read at any moment of the collections that one of them makes all the
/// time: who reads finds what was there when it began, and nothing is missing in the end. All rows
/// of the table have one name at each version, and who changes it shares the rest of the leaves.
final class TestConcurrentVacuum {
  private static final Path DATABASE = Path.of("/database");
  private static final int ROWS = 300;
  private static final LogSizes LOG = new LogSizes(32 << 10, 64 << 10, 8 << 10);
  private static final PackSizes PACKS = new PackSizes(64 << 10, 16 << 10, 16);

  private final HostileFileSystem files = new HostileFileSystem();
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final AtomicBoolean over = new AtomicBoolean();

  private Database start(ChunkLayout layout) {
    return Database.open(
        new DatabaseOptions(
            Optional.of(DATABASE), true, new ChunkOptions(layout, true), "auto", false),
        new Environment(files, clock::incrementAndGet, LOG, PACKS),
        new Checkpointer.Limits(20, 1 << 20, 5));
  }

  @ParameterizedTest
  @EnumSource
  void nobodyMissesAnything(ChunkLayout layout) throws Exception {
    System.out.println("TestConcurrentVacuum " + layout + " seed " + seed);
    List<Database> all = List.of(start(layout), start(layout), start(ChunkLayout.PACKED));
    try (Transaction transaction = all.getFirst().begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      Map<Long, String> rows = new TreeMap<>();
      for (long id = 0; id < ROWS; id++) {
        rows.put(id, "-".repeat(100));
      }
      Tables.insert(transaction, rows);
      transaction.commit("", "");
    }
    long collections = 0;
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        Database database = all.get(i);
        Random random = new Random(seed + i);
        running.add(threads.submit(() -> until(() -> write(database, random))));
        running.add(threads.submit(() -> until(() -> read(database, random))));
      }
      Random random = new Random(seed - 1);
      int commits = all.getFirst().commits().size() + Integer.getInteger("vacuum.commits", 60);
      while (all.getFirst().commits().size() < commits
          && running.stream().noneMatch(Future::isDone)) {
        collections += vacuum(all.get(random.nextInt(all.size()))) ? 1 : 0;
      }
      over.set(true);
      for (Future<?> each : running) {
        each.get();
      }
    }
    System.out.println(collections + " collections");
    for (Database each : all) {
      check(each);
      each.close();
    }
    try (Database last = start(layout)) {
      assertThat(vacuum(last)).isTrue();
      check(last);
    }
  }

  private Void until(Callable<Void> work) throws Exception {
    try {
      while (!over.get()) {
        work.call();
      }
      return null;
    } finally {
      over.set(true);
    }
  }

  private static boolean vacuum(Database database) {
    try {
      database.vacuum(OptionalInt.of(0), false, 100);
      return true;
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.InvalidTransactionState.class);
      return false;
    }
  }

  private static Void write(Database database, Random random) {
    try (Transaction transaction = database.begin("main")) {
      transaction.table(Optional.empty(), "T", VersionSelector.LATEST);
      Thread.onSpinWait();
      Tables.renameAll(transaction, random.nextLong() + "-".repeat(100));
      transaction.commit("", "");
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.WriteConflict.class);
    }
    if (random.nextInt(10) == 0) {
      database.optimize("main", "T");
    }
    return null;
  }

  private static Void read(Database database, Random random) throws InterruptedException {
    try (Transaction transaction = database.begin("main")) {
      Thread.sleep(random.nextInt(10));
      TableSnapshot table = transaction.table(Optional.empty(), "T", VersionSelector.LATEST);
      Thread.sleep(random.nextInt(10));
      requireOneName(Tables.rows(table));
      long version = 1 + random.nextLong(table.version().orElseThrow());
      try {
        requireOneName(Tables.rows(transaction, new VersionSelector.AtVersion(version)));
      } catch (DatabaseException e) {
        assertThat(e.failure()).isInstanceOf(Failure.VersionExpired.class);
      }
    }
    return null;
  }

  private static void requireOneName(Map<Long, String> rows) {
    assertThat(rows).hasSize(ROWS);
    assertThat(new HashSet<>(rows.values())).hasSize(1);
  }

  private static void check(Database database) {
    List<Problem> problems = new ArrayList<>();
    database.check(problems::add, () -> {});
    assertThat(problems).isEmpty();
    try (Transaction transaction = database.begin("main")) {
      requireOneName(Tables.rows(transaction));
    }
  }
}
