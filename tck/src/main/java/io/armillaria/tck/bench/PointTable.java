package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/// A table whose rows are read one at a time by their key.
final class PointTable implements AutoCloseable {
  private static final int BATCH = 10_000;
  private static final String QUERY = "SELECT CUSTOMER, PRICE, NOTE FROM ORDERS WHERE ID = ";

  private final Connection connection;
  private final long rows;
  private final Random random = new Random(29);
  private final PreparedStatement prepared;
  private final Statement statement;

  private PointTable(Connection connection, long rows) throws SQLException {
    this.connection = connection;
    this.rows = rows;
    this.prepared = connection.prepareStatement(QUERY + "?");
    this.statement = connection.createStatement();
  }

  static PointTable create(Engine engine, Path path, long rows) throws SQLException {
    Connection connection = engine.open(path);
    Sql.run(
        connection,
        "CREATE TABLE ORDERS (ID BIGINT PRIMARY KEY, CUSTOMER BIGINT NOT NULL,"
            + " PRICE DECIMAL(15, 2) NOT NULL, NOTE VARCHAR(60) NOT NULL)");
    connection.setAutoCommit(false);
    Random random = new Random(23);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO ORDERS VALUES (?, ?, ?, ?)")) {
      for (long id = 0; id < rows; id++) {
        insert.setLong(1, id);
        insert.setLong(2, random.nextLong(100_000));
        insert.setDouble(3, random.nextInt(50_000_000) / 100.0);
        insert.setString(4, "packages wait " + Long.toHexString(random.nextLong()));
        insert.addBatch();
        if (id % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    return new PointTable(connection, rows);
  }

  void prepared() throws SQLException {
    prepared.setLong(1, random.nextLong(rows));
    read(prepared.executeQuery());
  }

  void literal() throws SQLException {
    read(statement.executeQuery(QUERY + random.nextLong(rows)));
  }

  private static void read(ResultSet found) throws SQLException {
    try (found) {
      if (!found.next() || found.getLong(1) < 0 || found.getString(3).isEmpty()) {
        throw new SQLException("A row is missing.");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
