package io.armillaria.tck;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Loads transactions of 1,000 rows, from where the database stands, and prints the number of each
/// once its commit has returned. Runs in a JVM that is killed.
///
/// Each transaction writes rows of `loaded`, and its own number into `counter`: at any commit
/// `counter` tells how many transactions there are, and each of them has all its rows.
public final class CrashLoader {
  public static final int ROWS = 1_000;

  private final Connection connection;

  private CrashLoader(Connection connection) {
    this.connection = connection;
  }

  /// @param arguments the database's URL, and the number of the last transaction to load
  public static void main(String... arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      new CrashLoader(connection).load(Long.parseLong(arguments[1]));
    }
  }

  /// Creates the tables of an empty database.
  public static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE loaded (tx BIGINT, n INTEGER, payload VARCHAR(40) NOT NULL, PRIMARY KEY"
              + " (tx, n))");
      statement.execute("CREATE TABLE counter (id INTEGER PRIMARY KEY, last_tx BIGINT NOT NULL)");
      statement.execute("INSERT INTO counter VALUES (1, 0)");
    }
  }

  /// The number of the newest transaction.
  public static long last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT last_tx FROM counter WHERE id = 1")) {
      result.next();
      return result.getLong(1);
    }
  }

  public static String payload(long transaction, int n) {
    return "transaction " + transaction + " row " + n;
  }

  private void load(long target) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO loaded VALUES (?, ?, ?)");
        PreparedStatement count =
            connection.prepareStatement("UPDATE counter SET last_tx = ? WHERE id = 1")) {
      for (long transaction = last(connection) + 1; transaction <= target; transaction++) {
        for (int n = 0; n < ROWS; n++) {
          insert.setLong(1, transaction);
          insert.setInt(2, n);
          insert.setString(3, payload(transaction, n));
          insert.addBatch();
        }
        insert.executeBatch();
        count.setLong(1, transaction);
        count.executeUpdate();
        connection.commit();
        System.out.println(transaction);
        System.out.flush();
      }
    }
  }
}
