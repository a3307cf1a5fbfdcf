package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// A database of some tables that is branched again and again.
final class Branching implements AutoCloseable {
  private final Connection connection;
  private int branches;

  private Branching(Connection connection) {
    this.connection = connection;
  }

  static Branching create(Path path, int tables) throws SQLException {
    Connection connection = Engine.ARMILLARIA.open(path);
    connection.setAutoCommit(false);
    for (int i = 0; i < tables; i++) {
      Sql.run(connection, "CREATE TABLE T" + i + " (ID BIGINT PRIMARY KEY, V BIGINT)");
      Sql.run(connection, "INSERT INTO T" + i + " VALUES (1, 1)");
    }
    connection.commit();
    connection.setAutoCommit(true);
    return new Branching(connection);
  }

  void branch() throws SQLException {
    Sql.run(connection, "CREATE BRANCH b" + branches++);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
