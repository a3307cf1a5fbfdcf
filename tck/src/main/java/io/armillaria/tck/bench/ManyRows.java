package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Transactions of many rows over one or several tables.
final class ManyRows implements AutoCloseable {
  private static final int TABLES = 3;

  private final Connection connection;
  private final List<PreparedStatement> inserts = new ArrayList<>();
  private long next;

  private ManyRows(Connection connection) throws SQLException {
    this.connection = connection;
    for (int i = 0; i < TABLES; i++) {
      String columns = "(ID BIGINT PRIMARY KEY, N BIGINT, TEXT VARCHAR(40))";
      Sql.run(connection, "CREATE TABLE T" + i + " " + columns);
      inserts.add(connection.prepareStatement("INSERT INTO T" + i + " VALUES (?, ?, ?)"));
    }
    connection.setAutoCommit(false);
  }

  static ManyRows create(Path path) throws SQLException {
    return new ManyRows(Engine.ARMILLARIA.open(path));
  }

  void commit(int tables, int rows) throws SQLException {
    for (PreparedStatement insert : inserts.subList(0, tables)) {
      for (int row = 0; row < rows; row++) {
        insert.setLong(1, next);
        insert.setLong(2, next * 7919);
        insert.setString(3, "text " + next);
        insert.addBatch();
        next++;
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
