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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Processes come and go, commit to branches, write checkpoints, and collect garbage while others
/// read and write; all that any of them reads is compared with a plain model.
final class TestSharedVacuum {
  private static final long DAY = 86_400_000_000L;
  private static final LogSizes LOG = new LogSizes(12 << 10, 24 << 10, 4 << 10);
  private static final PackSizes PACKS = new PackSizes(64 << 10, 8 << 10, 16);

  private final HostileFileSystem files = new HostileFileSystem();
  private final List<Database> processes = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Writer> writers = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private final Map<String, Integer> heads = new TreeMap<>(Map.of("main", 1));
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private long now = 1_000_000 * DAY;
  private int horizon;

  /// @param previous the version it was made on top of
  private record Version(Map<Long, String> rows, int previous, long time) {}

  /// A transaction that goes on reading the version that was the newest one of its branch when it
  /// began.
  ///
  /// @param last the newest version of all then
  private record Reader(Database process, Transaction transaction, int version, int last) {}

  /// A transaction that has written and not committed.
  private record Writer(
      Database process, Transaction transaction, String branch, int head, Map<Long, String> rows) {}

  private Database start() {
    processes.add(
        Database.open(
            new DatabaseOptions(
                Optional.of(Path.of("/database")),
                true,
                new ChunkOptions(
                    random.nextInt(3) == 0 ? ChunkLayout.LOOSE : ChunkLayout.PACKED, true),
                "auto",
                false),
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
    System.out.println("TestSharedVacuum seed " + seed);
    for (int step = 0; step < Integer.getInteger("vacuum.steps", 400); step++) {
      try {
        step(step);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", step " + step, e);
      }
    }
    readers.forEach(reader -> reader.transaction().close());
    writers.forEach(writer -> writer.transaction().close());
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
          end(processes.remove(random.nextInt(processes.size())));
        }
      }
      case 8, 9 -> vacuum();
      case 10 -> any().optimize(branch, "T");
      case 11 -> compare();
      case 12, 13 -> read(any(), branch);
      case 14 -> {
        if (!readers.isEmpty()) {
          readers.remove(random.nextInt(readers.size())).transaction().close();
        }
      }
      case 15 -> write(any(), branch);
      case 16, 17 -> commitWriter();
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

  /// Another process may have the branch's rows before this one has read them.
  private void read(Database process, String branch) {
    Transaction transaction = process.begin(branch);
    if (random.nextBoolean()) {
      transaction.table(Optional.empty(), "T", VersionSelector.LATEST);
    }
    readers.add(new Reader(process, transaction, heads.get(branch), versions.size()));
  }

  /// Gives all rows of whole leaves another name, so that the new leaves share what the old ones
  /// have, or adds rows.
  private void write(Database process, String branch) {
    int head = heads.get(branch);
    Map<Long, String> before = versions.get(head - 1).rows();
    Map<Long, String> after = new TreeMap<>(before);
    Transaction transaction = process.begin(branch);
    if (before.isEmpty() || random.nextBoolean()) {
      Map<Long, String> fresh = Map.of(random.nextLong(1_000_000_000, 2_000_000_000), "fresh");
      Tables.insert(transaction, fresh);
      after.putAll(fresh);
    } else {
      String name = "all " + random.nextLong() + "-".repeat(50);
      Tables.renameAll(transaction, name);
      after.replaceAll((id, old) -> name);
    }
    writers.add(new Writer(process, transaction, branch, head, after));
  }

  /// Others may have changed the same rows, or dropped the branch.
  private void commitWriter() {
    if (!writers.isEmpty()) {
      Writer writer = writers.remove(random.nextInt(writers.size()));
      if (writer.branch().equals("main") && heads.get("main") == writer.head()) {
        now += DAY;
        writer.transaction().commit("", "");
        versions.add(new Version(writer.rows(), writer.head(), now));
        heads.put("main", versions.size());
      }
      writer.transaction().close();
    }
  }

  private void end(Database process) {
    readers.removeIf(
        reader -> {
          if (reader.process() == process) {
            reader.transaction().close();
          }
          return reader.process() == process;
        });
    writers.removeIf(
        writer -> {
          if (writer.process() == process) {
            writer.transaction().close();
          }
          return writer.process() == process;
        });
    process.close();
  }

  private void vacuum() {
    processes.forEach(Database::awaitIdle);
    int days = random.nextInt(40);
    try {
      any().vacuum(OptionalInt.of(days), false, 20);
      assertThat(writers).isEmpty();
      horizon = Math.max(horizon, horizon(now - days * DAY));
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.InvalidTransactionState.class);
      assertThat(writers).isNotEmpty();
    }
    compare();
  }

  /// The newest version that is so old, and no newer than what anybody reads.
  private int horizon(long time) {
    int last = versions.size();
    for (Reader reader : readers) {
      last = Math.min(last, reader.last());
    }
    while (last > 0 && versions.get(last - 1).time() > time) {
      last--;
    }
    return last;
  }

  private void compare() {
    if (readers.isEmpty() && writers.isEmpty()) {
      emptyQuarantine();
    }
    for (Reader reader : readers) {
      assertThat(Tables.rows(reader.transaction()))
          .isEqualTo(versions.get(reader.version() - 1).rows());
    }
    for (Database each : processes) {
      Set<Integer> readable = new TreeSet<>();
      for (int number = 1; number <= versions.size(); number++) {
        try (Transaction transaction = each.begin("main")) {
          assertThat(Tables.rows(transaction, new VersionSelector.AtVersion(number)))
              .isEqualTo(versions.get(number - 1).rows());
          readable.add(number);
        } catch (DatabaseException e) {
          assertThat(e.failure()).isInstanceOf(Failure.VersionExpired.class);
        }
      }
      assertThat(readable).isEqualTo(kept());
      check(each);
    }
  }

  /// Nobody needs it who begins to read now.
  private void emptyQuarantine() {
    try {
      Path quarantine = Path.of("/database/quarantine");
      for (String name : files.list(quarantine)) {
        files.delete(quarantine.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<Integer> kept() {
    Set<Integer> kept = new TreeSet<>(heads.values());
    for (int number = horizon + 1; number <= versions.size(); number++) {
      kept.add(number);
      kept.add(versions.get(number - 1).previous());
    }
    kept.remove(0);
    return kept;
  }

  private static void check(Database database) {
    List<Problem> problems = new ArrayList<>();
    database.check(problems::add, () -> {});
    assertThat(problems).isEmpty();
  }
}
