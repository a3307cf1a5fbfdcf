package io.armillaria.tck.bench;

import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// What durable commits cost: one row, many connections, many tables, many of them.
final class CommitSuite {
  private static final long SECOND = 1_000_000_000;

  /// Commits until the JVM has compiled the way of one; the first thousand take twice as long.
  private static final int WARM_UP = 30_000;

  private final Run run;
  private final Report report;

  private CommitSuite(Run run) {
    this.run = run;
    this.report = run.report();
  }

  static void run(Run run) throws Exception {
    CommitSuite suite = new CommitSuite(run);
    suite.oneRow();
    suite.connections();
    suite.tail();
    suite.randomKeys();
    suite.uniqueColumn();
    suite.logBytes();
    suite.threeTables();
  }

  private Path path(String name) {
    return run.directory().resolve(name);
  }

  private void oneRow() throws Exception {
    if (!run.wants("commit-to-force")) {
      return;
    }
    try (BareForce bare = new BareForce(path("bare"));
        SingleRows ours = SingleRows.open(Engine.ARMILLARIA, path("one-row"));
        SingleRows sqlite = SingleRows.open(Engine.SQLITE, path("sqlite"));
        SingleRows h2 = SingleRows.open(Engine.H2, path("h2"))) {
      for (int i = 0; i < WARM_UP; i++) {
        ours.commit();
      }
      double[] times =
          Interleaved.medians(
              80, 60, 25, List.of(bare::commit, ours::commit, sqlite::commit, h2::commit));
      report.note(
          String.format(
              Locale.ROOT,
              "one row: bare force %.0f us, Armillaria %.0f, SQLite %.0f, H2 %.0f",
              times[0] / 1e3,
              times[1] / 1e3,
              times[2] / 1e3,
              times[3] / 1e3));
      report.add(
          "commit-to-force",
          "one-row durable commit to one bare write + force",
          times[1] / times[0],
          Goal.atMost(1.5));
      report.add("commit-to-sqlite", "the same to SQLite", times[1] / times[2], Goal.atMost(1.0));
      report.add("commit-to-h2", "the same to H2", times[1] / times[3], Goal.atMost(1.0));
    }
  }

  private void connections() throws Exception {
    if (!run.wants("commit-16-connections")) {
      return;
    }
    try (Connection first = Engine.ARMILLARIA.open(path("connections"))) {
      SingleRows.create(first);
      commitsPerSecond(16, 6 * SECOND, 0);
      double[] one = new double[5];
      double[] many = new double[5];
      for (int i = 0; i < one.length; i++) {
        one[i] = commitsPerSecond(1, SECOND, 10L * i + 1);
        many[i] = commitsPerSecond(16, SECOND, 10L * i + 2);
      }
      Arrays.sort(one);
      Arrays.sort(many);
      report.note(
          String.format(
              Locale.ROOT,
              "commits per second: 1 connection %.0f, 16 connections %.0f",
              one[2],
              many[2]));
      report.add(
          "commit-16-connections",
          "commits per second of 16 connections to one's",
          many[2] / one[2],
          Goal.atLeast(3.5));
    }
  }

  private double commitsPerSecond(int connections, long nanos, long start) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Long>> counts = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < connections; i++) {
        long base = (start * 100 + i) << 32;
        counts.add(
            threads.submit(
                () -> {
                  long count = 0;
                  try (SingleRows rows =
                      SingleRows.join(Engine.ARMILLARIA, path("connections"), base)) {
                    while (System.nanoTime() - begin < nanos) {
                      rows.commit();
                      count++;
                    }
                  }
                  return count;
                }));
      }
      long total = 0;
      for (Future<Long> count : counts) {
        total += count.get();
      }
      return total / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private void tail() throws Exception {
    if (!run.wants("commit-p99")) {
      return;
    }
    int commits = run.full() ? 100_000 : 20_000;
    AtomicBoolean done = new AtomicBoolean();
    try (BareForce bare = new BareForce(path("tail-bare"));
        SingleRows ours = SingleRows.open(Engine.ARMILLARIA, path("tail"));
        Connection other = Engine.ARMILLARIA.open(path("tail"));
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Integer> upkeep =
          thread.submit(
              () -> {
                int runs = 0;
                while (!done.get()) {
                  Sql.run(other, "OPTIMIZE TABLE T");
                  Sql.run(other, "VACUUM RETAIN 0 DAYS");
                  runs++;
                }
                return runs;
              });
      long[] times = new long[commits];
      long[] forces = new long[commits];
      for (int i = -1000; i < commits; i++) {
        long start = System.nanoTime();
        ours.commit();
        long middle = System.nanoTime();
        bare.commit();
        if (i >= 0) {
          times[i] = middle - start;
          forces[i] = System.nanoTime() - middle;
        }
      }
      done.set(true);
      double p50 = Interleaved.median(times);
      double p99 = Interleaved.quantile(times, 0.99);
      report.note(
          String.format(
              Locale.ROOT,
              "%d commits beside %d rounds of OPTIMIZE and VACUUM: p50 %.0f us, p99 %.0f us;"
                  + " bare forces in turns with them: %.0f and %.0f us",
              commits,
              upkeep.get(),
              p50 / 1e3,
              p99 / 1e3,
              Interleaved.median(forces) / 1e3,
              Interleaved.quantile(forces, 0.99) / 1e3));
      report.add(
          "commit-p99",
          "p99 of one-row commits beside compaction, checkpoints and GC to their p50",
          p99 / p50,
          Goal.atMost(10));
    }
  }

  private void randomKeys() throws Exception {
    if (!run.wants("random-keys-rate")) {
      return;
    }
    int commits = run.full() ? 1_000_000 : 100_000;
    String url = path("random") + ";durability=relaxed";
    String payload = "x".repeat(20);
    long own = 0;
    long[] ends = new long[11];
    try (Connection connection = Engine.ARMILLARIA.open(url)) {
      Sql.run(
          connection,
          "CREATE TABLE U (ID VARCHAR(36) PRIMARY KEY, N BIGINT NOT NULL, TEXT VARCHAR(80))");
      try (var insert = connection.prepareStatement("INSERT INTO U VALUES (?, ?, ?)")) {
        Random random = new Random(7);
        for (int i = 0; i < commits; i++) {
          if (i % (commits / 10) == 0) {
            ends[i / (commits / 10)] = System.nanoTime();
          }
          String id = new UUID(random.nextLong(), random.nextLong()).toString();
          String text = payload + Long.toHexString(random.nextLong());
          insert.setString(1, id);
          insert.setLong(2, i);
          insert.setString(3, text);
          insert.executeUpdate();
          own += id.length() + 8 + text.length();
        }
      }
      ends[10] = System.nanoTime();
      double ratio = (ends[1] - ends[0]) / (double) (ends[10] - ends[9]);
      report.note(
          String.format(
              Locale.ROOT,
              "%d commits: %.0f per second",
              commits,
              commits * 1e9 / (ends[10] - ends[0])));
      report.add(
          "random-keys-rate",
          "one-row commits with random keys: the last tenth's rate to the first's",
          ratio,
          Goal.atLeast(0.8));
      Sql.awaitIdle(connection);
      Sql.run(connection, "VACUUM RETAIN 0 DAYS");
    }
    report.add(
        "random-keys-bytes",
        "bytes on disk after compaction to the rows' own",
        Scratch.bytes(path("random")) / (double) own,
        Goal.atMost(3));
  }

  private void uniqueColumn() throws Exception {
    if (!run.wants("unique-lookup")) {
      return;
    }
    long large = run.full() ? 10_000_000 : 1_000_000;
    try (UniqueTable few = UniqueTable.create(path("few"), 10_000);
        UniqueTable many = UniqueTable.create(path("many"), large)) {
      double[] lookups = Interleaved.medians(40, 40, 50, List.of(few::lookUp, many::lookUp));
      double[] updates = Interleaved.medians(20, 40, 25, List.of(few::update, many::update));
      report.note(
          String.format(
              Locale.ROOT,
              "unique column: lookup %.1f us in 10,000 rows, %.1f in %d; update %.0f and %.0f us",
              lookups[0] / 1e3,
              lookups[1] / 1e3,
              large,
              updates[0] / 1e3,
              updates[1] / 1e3));
      report.add(
          "unique-lookup",
          "lookup by a UNIQUE column in " + large + " rows to 10,000",
          lookups[1] / lookups[0],
          Goal.atMost(1.5));
      report.add(
          "unique-update",
          "update by a UNIQUE column in " + large + " rows to 10,000",
          updates[1] / updates[0],
          Goal.atMost(1.5));
    }
  }

  private void logBytes() throws Exception {
    if (!run.wants("log-bytes")) {
      return;
    }
    int commits = 50_000;
    try (Connection connection = Engine.ARMILLARIA.open(path("hundred") + ";durability=relaxed")) {
      for (int i = 0; i < 99; i++) {
        Sql.run(connection, "CREATE TABLE OTHER" + i + " (ID BIGINT PRIMARY KEY, V BIGINT)");
      }
      SingleRows rows = SingleRows.over(connection);
      long before = logged();
      for (int i = 0; i < commits; i++) {
        rows.commit();
      }
      long after = logged();
      double over = (after - before) / (double) commits - SingleRows.ROW_BYTES;
      report.note(
          String.format(
              Locale.ROOT,
              "log: %.0f bytes a commit over the row's own %d",
              over,
              SingleRows.ROW_BYTES));
      report.add(
          "log-bytes",
          "KiB of log per one-row commit over the row's own, in a database of 100 tables",
          over / 1024,
          Goal.atMost(1));
    }
  }

  /// Segments that a checkpoint has made needless are put aside.
  private long logged() throws IOException {
    return Scratch.bytes(path("hundred").resolve("log"))
        + Scratch.bytes(Files.createDirectories(path("hundred").resolve("quarantine")));
  }

  private void threeTables() throws Exception {
    if (!run.wants("three-tables")) {
      return;
    }
    try (ManyRows rows = ManyRows.create(path("three"))) {
      double[] times =
          Interleaved.medians(
              150, 60, 1, List.of(() -> rows.commit(1, 3000), () -> rows.commit(3, 1000)));
      report.note(
          String.format(
              Locale.ROOT,
              "3,000 rows: one table %.1f ms, three %.1f ms",
              times[0] / 1e6,
              times[1] / 1e6));
      report.add(
          "three-tables",
          "a transaction of 3 x 1,000 rows to 3,000 rows in one table",
          times[1] / times[0],
          Goal.atMost(1.3));
    }
  }
}
