package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.TableSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Threads that count in rows of T, two at a time, and note each time in the keyless table LOG: in
/// every snapshot T holds twice as much as LOG has rows.
final class TestConcurrentTransactions {
  private static final int ROWS = 12;
  private static final int WRITERS = 4;

  @TempDir Path directory;
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean finished = new AtomicBoolean();

  /// One row's value as one commit found it.
  private record Step(long transaction, long row, long before) {}

  private Database create(Path path) {
    Database database = Database.open(DatabaseOptions.at(path));
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      transaction.createTable(Optional.empty(), "LOG", Tables.keyless());
      Map<Long, String> rows = new TreeMap<>();
      for (long row = 0; row < ROWS; row++) {
        rows.put(row, "0");
      }
      Tables.insert(transaction, rows);
      transaction.commit("ann", "");
    }
    return database;
  }

  /// @return whether it committed; false for a conflict
  private boolean count(Database database, long first, long second) {
    try (Transaction transaction = database.begin("main")) {
      Map<Long, String> rows = Tables.rows(transaction);
      for (long row : new long[] {first, second}) {
        Tables.rename(transaction, row, Long.toString(1 + Long.parseLong(rows.get(row))));
      }
      try (TableWriter log = transaction.write(Optional.empty(), "LOG")) {
        log.insert(new ColumnVector[] {Tables.ids(first), Tables.names("x")}, 1);
        log.finish();
      }
      long number = transaction.commit("ann", "").orElseThrow().transaction();
      for (long row : new long[] {first, second}) {
        steps.add(new Step(number, row, Long.parseLong(rows.get(row))));
      }
      return true;
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.WriteConflict.class);
      return false;
    }
  }

  /// @return how many times was counted
  private static long check(Database database, long atLeast) {
    try (Transaction transaction = database.begin("main")) {
      long total = Tables.rows(transaction).values().stream().mapToLong(Long::parseLong).sum();
      TableSnapshot log = transaction.table(Optional.empty(), "LOG", VersionSelector.LATEST);
      assertThat(total).isEqualTo(2 * log.rowCount()).isGreaterThanOrEqualTo(2 * atLeast);
      return log.rowCount();
    }
  }

  private List<Future<Integer>> start(ExecutorService threads, Database database, int times) {
    List<Future<Integer>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int own = writer;
      writers.add(
          threads.submit(
              () -> {
                Random random = new Random(own);
                int done = 0;
                while (done < times) {
                  long other = random.nextLong(WRITERS, ROWS);
                  done += count(database, own, other) ? 1 : 0;
                }
                return done;
              }));
    }
    return writers;
  }

  @Test
  void losesNoUpdateAndShowsWholeCommits() throws Exception {
    try (Database database = create(directory.resolve("db"));
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2)) {
      List<Future<Integer>> writers = start(threads, database, 60);
      Callable<Long> reader =
          () -> {
            long seen = 0;
            while (!finished.get()) {
              seen = check(database, seen);
            }
            return seen;
          };
      Callable<Long> lister =
          () -> {
            long seen = 0;
            while (!finished.get()) {
              assertThat(database.versions()).hasSizeGreaterThan(1);
              assertThat(database.commits()).allMatch(commit -> commit.epoch() > 0);
              seen++;
            }
            return seen;
          };
      List<Future<Long>> readers = List.of(threads.submit(reader), threads.submit(lister));
      int done = 0;
      try {
        for (Future<Integer> writer : writers) {
          done += writer.get();
        }
      } finally {
        finished.set(true);
      }
      for (Future<Long> each : readers) {
        each.get();
      }
      assertThat(check(database, done)).isEqualTo(done);
      Map<Long, Long> values = new TreeMap<>();
      steps.stream()
          .sorted(Comparator.comparingLong(Step::transaction))
          .forEach(
              step ->
                  assertThat(values.merge(step.row(), 1L, Long::sum)).isEqualTo(step.before() + 1));
    }
    try (Database database = Database.open(DatabaseOptions.at(directory.resolve("db")))) {
      check(database, steps.size() / 2);
    }
  }

  @Test
  void aCopyHasWhatWasAcknowledgedBeforeIt() throws Exception {
    Path path = directory.resolve("db");
    try (Database database = create(path);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Integer>> writers = start(threads, database, 60);
      for (int copies = 0; !writers.stream().allMatch(Future::isDone) && copies < 20; copies++) {
        long acknowledged = (steps.size() - 2L * WRITERS) / 2;
        Path copy = directory.resolve("copy" + copies);
        copy(path, copy);
        try (Database copied = Database.open(DatabaseOptions.at(copy))) {
          check(copied, acknowledged);
          Tables.rows(copied.begin("main"), new VersionSelector.AtVersion(1));
        }
        Thread.sleep(5);
      }
      for (Future<Integer> writer : writers) {
        writer.get();
      }
    }
  }

  /// The checkpoint first, then the log, then what both name, which is there already; and each file
  /// from its end to its start, so that of two records the older is never missing alone: as a crash
  /// leaves them.
  private static void copy(Path from, Path to) throws IOException {
    copy(from, to, file -> file.getFileName().toString().equals("checkpoint"));
    copy(from, to, file -> file.getParent().endsWith("log"));
    copy(from, to, file -> !Files.exists(to.resolve(from.relativize(file).toString())));
  }

  private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files =
          all.filter(file -> Files.isRegularFile(file) && !file.endsWith("lock"))
              .filter(file -> !file.toString().endsWith(".new"))
              .filter(wanted)
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      try (FileChannel in = FileChannel.open(file);
          FileChannel out =
              FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer block = ByteBuffer.allocate(4096);
        for (long at = (in.size() - 1) / 4096 * 4096; at >= 0; at -= 4096) {
          in.read(block.clear(), at);
          out.write(block.flip(), at);
        }
      }
    }
  }
}
