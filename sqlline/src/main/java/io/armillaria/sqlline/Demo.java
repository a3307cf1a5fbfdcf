package io.armillaria.sqlline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A tour of the product on TPC-H data: each step prints the SQL it runs, its result and its time.
final class Demo {
  private static final double SCALE = 0.1;

  private static final String REVENUE =
      """
      SELECT n_name, COUNT(*) AS orders, SUM(o_totalprice) AS revenue
      FROM orders JOIN customer ON o_custkey = c_custkey JOIN nation ON c_nationkey = n_nationkey
      WHERE o_orderdate >= DATE '1995-01-01' AND o_orderdate < DATE '1996-01-01'
      GROUP BY n_name ORDER BY revenue DESC LIMIT 5\
      """;

  private final Path path;
  private final PrintStream out;

  Demo(Path path, PrintStream out) {
    this.path = path;
    this.out = out;
  }

  void run() throws IOException, SQLException {
    long started = System.nanoTime();
    deleteOld();
    String url = "jdbc:armillaria:file:" + path;
    try (Connection connection = DriverManager.getConnection(url)) {
      out.println("Connected to " + url + " (" + product(connection) + ").");
      title("1. Load TPC-H at scale " + SCALE + ", one transaction a table");
      long rows = new TpchLoad(connection, out, SCALE).run();
      out.printf(Locale.ROOT, "  %,d rows, each table's load one durable commit.%n", rows);
      try (Statement statement = connection.createStatement()) {
        tour(statement);
      }
    }
    out.printf(
        Locale.ROOT,
        "%nThe tour took %.1f s. ./armillaria opens the console on this database.%n",
        (System.nanoTime() - started) / 1e9);
  }

  private void tour(Statement statement) throws SQLException {
    title("2. Three analytic queries");
    query(
        statement,
        """
        SELECT l_returnflag, l_linestatus, SUM(l_quantity) AS sum_qty,
          SUM(l_extendedprice * (1 - l_discount)) AS sum_disc_price,
          AVG(l_discount) AS avg_disc, COUNT(*) AS count_order
        FROM lineitem WHERE l_shipdate <= DATE '1998-12-01' - INTERVAL '90' DAY
        GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus\
        """);
    query(
        statement,
        """
        SELECT SUM(l_extendedprice * l_discount) AS revenue FROM lineitem
        WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01'
          AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24\
        """);
    query(statement, REVENUE);

    title("3. Change the past, and look at it again");
    update(
        statement,
        "UPDATE orders SET o_totalprice = o_totalprice * 2 WHERE o_orderdate < DATE '1995-07-01'");
    query(statement, REVENUE);
    out.println("The same at the version before the update, and at the time of the load:");
    query(statement, REVENUE.replace("FROM orders", "FROM orders VERSION 2"));
    query(
        statement,
        REVENUE.replace(
            "FROM orders", "FROM orders AS OF TIMESTAMP '" + loadTime(statement) + "'"));

    title("4. A branch that main does not see");
    update(statement, "CREATE BRANCH what-if FROM main");
    update(statement, "DELETE FROM lineitem@what-if WHERE l_returnflag = 'R'");
    query(
        statement,
        """
        SELECT 'main' AS branch, COUNT(*) AS lineitems FROM lineitem@main
        UNION ALL SELECT 'what-if', COUNT(*) FROM lineitem@what-if\
        """);

    title("5. Merge it");
    update(statement, "MERGE BRANCH what-if INTO main");
    query(statement, "SELECT COUNT(*) AS lineitems FROM lineitem");

    title("6. The changelog is a table");
    query(
        statement,
        """
        SELECT tx_id, branch, table_name, new_version, rows_inserted, rows_updated, rows_deleted
        FROM __changelog ORDER BY tx_id DESC LIMIT 8\
        """);

    title("7. What the versions share");
    query(
        statement,
        """
        SELECT * FROM __storage WHERE table_name IN ('LINEITEM', 'ORDERS')\
        """);
  }

  /// The time at which the orders were loaded, in the session's time zone.
  private static String loadTime(Statement statement) throws SQLException {
    String sql =
        "SELECT committed_at FROM __changelog WHERE table_name = 'ORDERS' AND new_version = 2";
    try (ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result
          .getObject(1, OffsetDateTime.class)
          .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT));
    }
  }

  private void query(Statement statement, String sql) throws SQLException {
    show(sql);
    long started = System.nanoTime();
    try (ResultSet result = statement.executeQuery(sql)) {
      ResultPrinter.print(out, result);
    }
    time(started);
  }

  private void update(Statement statement, String sql) throws SQLException {
    show(sql);
    long started = System.nanoTime();
    long rows = statement.executeLargeUpdate(sql);
    out.print(rows > 0 ? String.format(Locale.ROOT, "  %,d rows.%n", rows) : "");
    time(started);
  }

  private void title(String text) {
    out.println();
    out.println("== " + text);
  }

  private void show(String sql) {
    out.println();
    List.of(sql.split("\n")).forEach(line -> out.println("  > " + line));
  }

  private void time(long started) {
    out.printf(Locale.ROOT, "  (%.1f ms)%n", (System.nanoTime() - started) / 1e6);
  }

  private static String product(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName()
        + " "
        + connection.getMetaData().getDatabaseProductVersion();
  }

  private void deleteOld() throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> old = Files.walk(path)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(path.getParent());
  }
}
