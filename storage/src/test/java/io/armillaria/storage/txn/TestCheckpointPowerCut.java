package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.HostileFileSystem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Cuts the power after more and more operations of commits with checkpoints among them, until they
/// run to their end, and twice more behind that; each time nothing acknowledged may be missing.
final class TestCheckpointPowerCut {
  private static final int COMMITS = 12;

  /// Only when the test says so, and when the database is closed.
  private static final Checkpointer.Limits LIMITS =
      new Checkpointer.Limits(Long.MAX_VALUE, Long.MAX_VALUE, 1);

  private final AtomicLong clock = new AtomicLong(1_000_000);
  private HostileFileSystem files;
  private Random random;
  private long acknowledged;
  private long attempted;
  private boolean created;

  @Test
  void losesNothingThatWasAcknowledged() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestCheckpointPowerCut seed " + seed);
    boolean complete = false;
    Random steps = new Random(seed);
    for (long cut = 0; !complete; cut += 1 + steps.nextInt(8)) {
      files = new HostileFileSystem();
      random = new Random(seed);
      acknowledged = 0;
      attempted = 0;
      created = false;
      try {
        complete = workUntil(cut);
        for (int crash = 0; crash < 2; crash++) {
          files = random.nextBoolean() ? files.afterKill() : files.afterPowerCut(random);
          workUntil(random.nextInt(60));
        }
        files = files.afterPowerCut(random);
        workUntil(Long.MAX_VALUE / 2);
        files = files.afterPowerCut(random);
        try (Database database = open()) {
          check(database);
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", power cut at operation " + cut, e);
      }
    }
  }

  private Database open() {
    return Database.open(
        DatabaseOptions.at(Path.of("/database")),
        new Environment(files, clock::incrementAndGet),
        LIMITS);
  }

  /// @return whether the workload ran to its end
  private boolean workUntil(long cut) {
    files.cutPowerAfter(cut);
    try (Database database = open()) {
      if (!created) {
        create(database);
      }
      check(database);
      for (int step = 0; step < COMMITS; step++) {
        attempted = acknowledged + 1;
        commit(database, attempted);
        acknowledged = attempted;
        if (random.nextInt(6) == 0) {
          database.checkpoint();
        }
      }
      return true;
    } catch (DatabaseException e) {
      return false;
    }
  }

  private void create(Database database) {
    try (Transaction transaction = database.begin("main")) {
      if (transaction.find(Optional.empty(), "T", VersionSelector.LATEST).isEmpty()) {
        transaction.createTable(Optional.empty(), "T", Tables.keyed());
        transaction.commit("ann", "");
      }
      created = true;
    }
  }

  /// Commit n inserts row n, and gives row n / 2 a new name.
  private static void commit(Database database, long number) {
    try (Transaction transaction = database.begin("main")) {
      Tables.insert(transaction, Map.of(number, "new"));
      if (number > 1) {
        Tables.rename(transaction, number / 2, "of " + number);
      }
      transaction.commit("ann", "commit " + number);
    }
  }

  /// The database has all acknowledged commits, and perhaps the one that was on its way.
  private void check(Database database) {
    long commits = database.commits().size() - 1L;
    assertThat(commits).isBetween(acknowledged, attempted);
    acknowledged = commits;
    attempted = commits;
    Map<Long, Map<Long, String>> wanted = new HashMap<>();
    TreeMap<Long, String> rows = new TreeMap<>();
    wanted.put(0L, new TreeMap<>());
    for (long number = 1; number <= commits; number++) {
      rows.put(number, "new");
      if (number > 1) {
        rows.put(number / 2, "of " + number);
      }
      wanted.put(number, new TreeMap<>(rows));
    }
    try (Transaction transaction = database.begin("main")) {
      assertThat(Tables.rows(transaction)).isEqualTo(rows);
      for (int i = 0; i < 5; i++) {
        long number = random.nextLong(commits + 1);
        VersionSelector version = new VersionSelector.AtVersion(number + 1);
        assertThat(Tables.rows(transaction, version)).isEqualTo(wanted.get(number));
        String hash = database.commits().get((int) number).commit();
        VersionSelector commit = new VersionSelector.AtCommit(hash.substring(0, 12));
        assertThat(Tables.rows(transaction, commit)).isEqualTo(wanted.get(number));
      }
    }
    assertThat(database.changelog()).hasSize(Math.toIntExact(commits) + 1);
  }
}
