package io.armillaria.tck.bench;

import io.armillaria.tck.Answer;
import io.armillaria.tck.Comparison;
import io.armillaria.tck.Peer;
import io.armillaria.tck.Query;
import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Simple analytic queries over one table of ten columns, and joins of two, beside DuckDB, each
/// with two threads on a database in files.
final class OlapSuite {
  private static final int WARM_UPS = 10;
  private static final int ROUNDS = 15;
  private static final Goal GOAL = Goal.atMost(0.5);
  private static final Goal WINDOW_GOAL = Goal.atMost(1);

  private static final List<Task> OF_ONE_TABLE =
      List.of(
          new Task("read", "all rows by getters", "SELECT * FROM %s"),
          new Task("filter", "filter of 5 %%", "SELECT * FROM %s WHERE uniform < 5"),
          new Task("project", "two columns", "SELECT id, uniform FROM %s"),
          new Task(
              "group",
              "group by category",
              "SELECT category, COUNT(*), SUM(amount), AVG(weight), MIN(uniform), MAX(uniform)"
                  + " FROM %s GROUP BY category"),
          new Task(
              "filter-group-order",
              "filter, group by two columns, order",
              "SELECT category, status, COUNT(*) AS n, SUM(weight) AS w FROM %s"
                  + " WHERE uniform < 50 AND flag GROUP BY category, status"
                  + " ORDER BY n DESC, category, status"));

  // their values are summed up, so that it is the windows that are timed
  private static final List<Task> WINDOWS =
      List.of(
          new Task(
              "window-average",
              "average by name, over whole partitions",
              "SELECT SUM(v) FROM (SELECT AVG(uniform) OVER (PARTITION BY name) AS v FROM %s) t"),
          new Task(
              "window-running",
              "running sum by name",
              "SELECT SUM(v) FROM (SELECT SUM(amount) OVER (PARTITION BY name ORDER BY id) AS v"
                  + " FROM %s) t"),
          new Task(
              "window-range",
              "count over a range of values",
              "SELECT SUM(v) FROM (SELECT COUNT(*) OVER (ORDER BY amount"
                  + " RANGE BETWEEN 10 PRECEDING AND CURRENT ROW) AS v FROM %s) t"),
          new Task(
              "window-number",
              "row numbers by category",
              "SELECT SUM(v) FROM (SELECT ROW_NUMBER() OVER (PARTITION BY category"
                  + " ORDER BY uniform) AS v FROM %s) t"));

  private static final List<Task> OF_TWO_TABLES =
      List.of(
          new Task(
              "join",
              "join 10 K to 100 K",
              "SELECT b.id, s.weight, b.amount FROM s JOIN b ON b.amount = s.id"),
          new Task(
              "join-filter",
              "the same with a filter",
              "SELECT b.id, s.weight, b.amount FROM s JOIN b ON b.amount = s.id"
                  + " WHERE s.uniform < 10 AND b.category = 'A'"),
          new Task(
              "join-group",
              "the same with groups",
              "SELECT s.category, COUNT(*), SUM(b.uniform) FROM s JOIN b ON b.amount = s.id"
                  + " GROUP BY s.category"));

  private final Report report;
  private final Run run;
  private final Connection ours;
  private final Connection duck;

  /// @param sql a query; `%s` is the table's name
  private record Task(String name, String what, String sql) {}

  private OlapSuite(Run run, Connection ours, Connection duck) {
    this.run = run;
    this.report = run.report();
    this.ours = ours;
    this.duck = duck;
  }

  static void run(Run run) throws Exception {
    Path directory = run.directory();
    try (Connection ours = Engine.ARMILLARIA.open(directory.resolve("ours") + ";threads=2");
        Connection duck = Peer.DUCKDB.open(directory.resolve("olap.duckdb"))) {
      OlapSuite suite = new OlapSuite(run, ours, duck);
      suite.oneTable("b", "100k", 100_000);
      suite.load("s", 10_000);
      for (Task task : OF_TWO_TABLES) {
        suite.measure(task, task.name(), task.sql(), GOAL);
      }
      suite.oneTable("m", "1m", 1_000_000);
    }
  }

  private void oneTable(String table, String size, int rows) throws Exception {
    load(table, rows);
    for (Task task : OF_ONE_TABLE) {
      measure(task, task.name() + "-" + size, task.sql().formatted(table), GOAL);
    }
    for (Task task : WINDOWS) {
      measure(task, task.name() + "-" + size, task.sql().formatted(table), WINDOW_GOAL);
    }
  }

  private void load(String table, int rows) throws Exception {
    Path csv = TenColumns.write(run.directory().resolve(table + ".csv"), rows, 10_000);
    for (Connection connection : List.of(ours, duck)) {
      TenColumns.load(connection, table, csv);
    }
    Sql.run(duck, "CHECKPOINT");
    Sql.awaitIdle(ours);
  }

  private void measure(Task task, String name, String sql, Goal goal) throws Exception {
    if (!run.wants(name)) {
      return;
    }
    check(sql);
    double[] medians =
        Interleaved.medians(
            WARM_UPS,
            ROUNDS,
            1,
            List.of(() -> Getters.read(ours, sql), () -> Getters.read(duck, sql)));
    report.note("%s: %.2f ms, DuckDB %.2f".formatted(name, medians[0] / 1e6, medians[1] / 1e6));
    report.add(name, task.what().formatted() + ", to DuckDB", medians[0] / medians[1], goal);
  }

  private void check(String sql) throws SQLException {
    Query query = new Query(sql, sql, false, true, Set.of(Peer.DUCKDB));
    Optional<String> difference =
        new Comparison(query).difference(Answer.of(ours, sql), Answer.of(duck, sql));
    if (difference.isPresent()) {
      throw new SQLException(sql + " is not as in DuckDB: " + difference.get());
    }
  }
}
