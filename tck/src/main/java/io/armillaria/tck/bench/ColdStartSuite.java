package io.armillaria.tck.bench;

import io.armillaria.tck.Peer;
import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;

/// What a fresh JVM takes to connect to a database in files, run one query and end, beside DuckDB
/// in a fresh JVM: by plain java, by the console's launcher, and to look up one row by its key.
final class ColdStartSuite {
  private static final String QUERY =
      "SELECT category, COUNT(*), SUM(amount), AVG(uniform) FROM m WHERE amount < 5000"
          + " GROUP BY category ORDER BY category";
  private static final String LOOKUP = "SELECT name FROM k WHERE id = 77777";

  private ColdStartSuite() {}

  static void run(Run run) throws Exception {
    Path ours = run.directory().resolve("ours");
    Path duck = run.directory().resolve("cold.duckdb");
    int rows = run.full() ? 1_000_000 : 100_000;
    Path csv = TenColumns.write(run.directory().resolve("m.csv"), rows, 10_000);
    try (Connection connection = Engine.ARMILLARIA.open(ours)) {
      fill(connection, csv);
      Sql.awaitIdle(connection);
    }
    try (Connection connection = Peer.DUCKDB.open(duck)) {
      fill(connection, csv);
      Sql.run(connection, "CHECKPOINT");
    }
    String mine = "jdbc:armillaria:file:" + ours;
    String theirs = "jdbc:duckdb:" + duck;
    List<String> launcher =
        List.of(Path.of("..", "armillaria").toRealPath().toString(), ours.toString(), "-e", QUERY);
    double[] times =
        Interleaved.medians(
            1,
            9,
            1,
            List.of(
                () -> ColdStart.run(theirs, QUERY),
                () -> ColdStart.run(theirs, LOOKUP),
                () -> ColdStart.command(launcher),
                () -> ColdStart.run(mine, QUERY),
                () -> ColdStart.run(mine, LOOKUP)));
    run.report()
        .note(
            String.format(
                Locale.ROOT,
                "DuckDB: query %.0f ms, look-up %.0f; Armillaria: launcher %.0f, query %.0f,"
                    + " look-up %.0f",
                times[0] / 1e6,
                times[1] / 1e6,
                times[2] / 1e6,
                times[3] / 1e6,
                times[4] / 1e6));
    Report report = run.report();
    report.add(
        "cold-launcher",
        "a fresh JVM to its first query's end, by the launcher, to DuckDB",
        times[2] / times[0],
        Goal.atMost(1.3));
    report.add(
        "cold-java", "the same by plain java, to DuckDB", times[3] / times[0], Goal.atMost(3.5));
    report.add(
        "cold-lookup",
        "a fresh JVM to its first row by key, to DuckDB",
        times[4] / times[1],
        Goal.atMost(1.2));
  }

  private static void fill(Connection connection, Path csv) throws Exception {
    TenColumns.load(connection, "m", csv);
    Sql.run(connection, "CREATE TABLE k (id BIGINT PRIMARY KEY, name VARCHAR(20))");
    Sql.run(connection, "INSERT INTO k SELECT id, name FROM m");
  }
}
