package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.log.LogSizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Processes come and go, commit to branches, write checkpoints, and collect garbage when they are
/// alone; all that any of them reads is compared with a plain model.
final class TestSharedVacuum {
  private static final long DAY = 86_400_000_000L;
  private static final LogSizes LOG = new LogSizes(12 << 10, 24 << 10, 4 << 10);
  private static final PackSizes PACKS = new PackSizes(64 << 10, 8 << 10, 16);

  private final HostileFileSystem files = new HostileFileSystem();
  private final List<Database> processes = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private final Map<String, Integer> heads = new TreeMap<>(Map.of("main", 1));
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private long now = 1_000_000 * DAY;
  private long horizon;

  /// @param previous the version it was made on top of
  private record Version(Map<Long, String> rows, int previous, long time) {}

  private Database start() {
    processes.add(
        Database.open(
            DatabaseOptions.at(Path.of("/database")),
            new Environment(files, () -> now, LOG, PACKS)));
    return processes.getLast();
  }

  private Database any() {
    return processes.get(random.nextInt(processes.size()));
  }

  @Test
  void agreesWithAModel() {
    try (Transaction transaction = start().begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      transaction.commit("", "");
    }
    versions.add(new Version(Map.of(), 0, now));
    for (int step = 0; step < 400; step++) {
      try {
        step(step);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", step " + step, e);
      }
    }
    processes.forEach(Database::close);
  }

  private void step(int step) {
    List<String> names = new ArrayList<>(heads.keySet());
    String branch = names.get(random.nextInt(names.size()));
    switch (random.nextInt(24)) {
      case 0 -> {
        any().createBranch("b" + step, branch, VersionSelector.LATEST, false, false);
        heads.put("b" + step, heads.get(branch));
      }
      case 1 -> {
        if (!branch.equals("main")) {
          any().dropBranch(branch, false);
          heads.remove(branch);
        }
      }
      case 2, 3 -> any().checkpoint();
      case 4 -> start();
      case 5, 6, 7 -> {
        if (processes.size() > 1) {
          processes.remove(random.nextInt(processes.size())).close();
        }
      }
      case 8, 9 -> vacuum();
      case 10 -> any().optimize(branch, "T");
      case 11 -> compare();
      default -> commit(any(), branch);
    }
  }

  private void commit(Database database, String branch) {
    now += DAY;
    int head = heads.get(branch);
    Map<Long, String> rows = new TreeMap<>(versions.get(head - 1).rows());
    Map<Long, String> fresh = new TreeMap<>();
    for (int i = random.nextInt(5) == 0 ? 300 : 3; i > 0; i--) {
      fresh.put(random.nextLong(1_000_000_000), "row " + random.nextLong() + "-".repeat(100));
    }
    fresh.keySet().removeAll(rows.keySet());
    try (Transaction transaction = database.begin(branch)) {
      Tables.insert(transaction, fresh);
      if (!rows.isEmpty()) {
        long gone = new ArrayList<>(rows.keySet()).get(random.nextInt(rows.size()));
        Tables.delete(transaction, gone);
        rows.remove(gone);
      }
      transaction.commit("", "");
    }
    rows.putAll(fresh);
    versions.add(new Version(rows, head, now));
    heads.put(branch, versions.size());
  }

  private void vacuum() {
    processes.forEach(Database::awaitIdle);
    int days = random.nextInt(40);
    horizon = Math.max(horizon, now - days * DAY);
    try {
      any().vacuum(OptionalInt.of(days), false);
      assertThat(processes).hasSize(1);
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.InvalidTransactionState.class);
      assertThat(processes).hasSizeGreaterThan(1);
    }
    compare();
  }

  /// Each process may have heard of another horizon, and none of a later one.
  private void compare() {
    for (Database each : processes) {
      for (int number = 1; number <= versions.size(); number++) {
        try (Transaction transaction = each.begin("main")) {
          assertThat(Tables.rows(transaction, new VersionSelector.AtVersion(number)))
              .isEqualTo(versions.get(number - 1).rows());
        } catch (DatabaseException e) {
          assertThat(e.failure()).isInstanceOf(Failure.VersionExpired.class);
          assertThat(isKept(number)).as("version %d", number).isFalse();
        }
      }
      List<Problem> problems = new ArrayList<>();
      each.check(problems::add, () -> {});
      assertThat(problems).isEmpty();
    }
  }

  private boolean isKept(int number) {
    boolean replacedLate =
        versions.stream().anyMatch(v -> v.previous() == number && v.time() > horizon);
    return heads.containsValue(number) || versions.get(number - 1).time() > horizon || replacedLate;
  }
}
