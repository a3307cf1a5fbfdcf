package io.armillaria.tck;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Does a little of everything, beside others who do, until its JVM is killed, and prints what was
/// acknowledged: `main 7` when the commit of step 7 has returned, `dev 7` and `kept 7` for its
/// branches.
///
/// Each worker has rows and branches of its own. What a step does follows from its number, and
/// `progress` has the number of the last step in the same commit: so the rows that a worker must
/// have follow from that.
public final class CrashWorker {
  private final Connection connection;
  private final int worker;

  private CrashWorker(Connection connection, int worker) {
    this.connection = connection;
    this.worker = worker;
  }

  /// @param arguments the database's URL, and the number of the worker
  public static void main(String... arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      new CrashWorker(connection, Integer.parseInt(arguments[1])).work();
    }
  }

  /// Makes the tables for so many workers.
  public static void prepare(Connection connection, int workers) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SEQUENCE numbers");
      statement.execute("CREATE TABLE progress (worker INTEGER PRIMARY KEY, step BIGINT NOT NULL)");
      statement.execute(
          "CREATE TABLE item (id BIGINT PRIMARY KEY, worker INTEGER NOT NULL REFERENCES progress,"
              + " n BIGINT UNIQUE, v VARCHAR(100))");
      statement.execute("CREATE INDEX item_v ON item (worker, v)");
      for (int worker = 0; worker < workers; worker++) {
        statement.execute("INSERT INTO progress VALUES (" + worker + ", 0)");
      }
    }
  }

  /// The rows that a worker has after so many steps: their texts by id.
  public static NavigableMap<Long, String> rows(int worker, long steps) {
    NavigableMap<Long, String> rows = new TreeMap<>();
    for (long step = 1; step <= steps; step++) {
      for (int i = 0; i < inserts(step); i++) {
        rows.put(first(worker, step) + i, text(step, i));
      }
      String changed = "changed by " + step;
      rows.subMap(first(worker, updated(step)), first(worker, updated(step) + 1))
          .replaceAll((id, v) -> changed);
      rows.subMap(first(worker, deleted(step)), first(worker, deleted(step) + 1)).clear();
    }
    return rows;
  }

  /// Now and then so many that they do not go to the log.
  private static int inserts(long step) {
    return step % 9 == 0 ? 900 : 5;
  }

  /// The step whose rows a step changes; there are none of step 0.
  private static long updated(long step) {
    return step % 3 == 1 ? Math.max(0, step - 3) : 0;
  }

  private static long deleted(long step) {
    return step % 4 == 0 ? Math.max(0, step - 5) : 0;
  }

  private static long first(int worker, long step) {
    return worker * 1_000_000_000L + step * 1000;
  }

  private static String text(long step, int i) {
    return "row " + i + " of step " + step + " with some more text";
  }

  private void work() throws SQLException {
    for (long step = progress() + 1; ; step++) {
      step(step);
      if (step % 5 == 0) {
        branch(step);
      }
      if (step % 11 == 0) {
        run("OPTIMIZE TABLE item");
      }
      if (step % 13 == 0) {
        vacuum();
      }
    }
  }

  private long progress() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT step FROM progress WHERE worker = " + worker)) {
      result.next();
      return result.getLong(1);
    }
  }

  private void step(long step) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO item VALUES (?, ?, NEXT VALUE FOR numbers, ?)")) {
      for (int i = 0; i < inserts(step); i++) {
        insert.setLong(1, first(worker, step) + i);
        insert.setInt(2, worker);
        insert.setString(3, text(step, i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    run("UPDATE item SET v = 'changed by " + step + "' WHERE " + ofStep(updated(step)));
    run("DELETE FROM item WHERE " + ofStep(deleted(step)));
    run("UPDATE progress SET step = " + step + " WHERE worker = " + worker);
    connection.commit();
    connection.setAutoCommit(true);
    acknowledge("main", step);
  }

  private String ofStep(long step) {
    return "id BETWEEN " + first(worker, step) + " AND " + (first(worker, step + 1) - 1);
  }

  /// Begins two branches anew, writes to one, and moves the other one to it.
  private void branch(long step) throws SQLException {
    String dev = "dev-" + worker;
    String kept = "kept-" + worker;
    run("CREATE OR REPLACE BRANCH \"" + kept + "\" FROM main");
    run("CREATE OR REPLACE BRANCH \"" + dev + "\" FROM \"" + kept + "\"");
    run(
        "UPDATE progress@\""
            + dev
            + "\" SET step = "
            + 1_000_000 * step
            + " WHERE worker = "
            + worker);
    acknowledge("dev", step);
    run("MERGE BRANCH \"" + dev + "\" INTO \"" + kept + "\"");
    acknowledge("kept", step);
  }

  /// It gives way to those who write, and may find that it is not alone.
  private void vacuum() throws SQLException {
    try {
      run("VACUUM RETAIN 0 DAYS");
    } catch (SQLException e) {
      if (!e.getSQLState().equals("25000")) {
        throw e;
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void acknowledge(String what, long step) {
    System.out.println(what + " " + step);
    System.out.flush();
  }
}
