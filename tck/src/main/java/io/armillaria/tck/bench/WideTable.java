package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/// A table of which one column is updated in every row.
final class WideTable implements AutoCloseable {
  private static final int BATCH = 10_000;

  private final Connection connection;

  private WideTable(Connection connection) {
    this.connection = connection;
  }

  static WideTable create(Path path, int rows) throws SQLException {
    Connection connection = Engine.ARMILLARIA.open(path);
    Sql.run(
        connection,
        "CREATE TABLE T (ID BIGINT PRIMARY KEY, AMOUNT BIGINT, NAME VARCHAR(40), NOTE"
            + " VARCHAR(80))");
    connection.setAutoCommit(false);
    Random random = new Random(3);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO T VALUES (?, ?, ?, ?)")) {
      for (int id = 0; id < rows; id++) {
        insert.setLong(1, id);
        insert.setLong(2, random.nextLong(1L << 40));
        insert.setString(3, "name " + random.nextInt(1000));
        insert.setString(4, "note " + random.nextLong() + " " + random.nextLong());
        insert.addBatch();
        if (id % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    return new WideTable(connection);
  }

  /// New bytes of columns when the updated column is loaded beside the key, which is stored
  /// already.
  long bytesOfColumnAlone() throws SQLException {
    long before = Objects.columnBytes(connection);
    Sql.run(connection, "CREATE TABLE U (ID BIGINT PRIMARY KEY, AMOUNT BIGINT)");
    Sql.run(connection, "INSERT INTO U SELECT ID, AMOUNT + 1 FROM T");
    connection.commit();
    return Objects.columnBytes(connection) - before;
  }

  /// New bytes of all kinds when the column is updated.
  long bytesOfUpdate() throws SQLException {
    long before = Objects.storedBytes(connection);
    Sql.run(connection, "UPDATE T SET AMOUNT = AMOUNT + 1");
    connection.commit();
    return Objects.storedBytes(connection) - before;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
