package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Commits one row after the other by a prepared INSERT in auto-commit. With H2 each is followed by
/// CHECKPOINT SYNC, without which a row is in the system's cache only.
final class SingleRows implements AutoCloseable {
  /// Bytes of a row: two whole numbers and a text.
  static final int ROW_BYTES = 8 + 8 + 21;

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement sync;
  private long next;

  private SingleRows(Connection connection, boolean checkpoint, long first) throws SQLException {
    this.connection = connection;
    this.insert = connection.prepareStatement("INSERT INTO T VALUES (?, ?, ?)");
    this.sync = checkpoint ? connection.prepareStatement("CHECKPOINT SYNC") : null;
    this.next = first;
  }

  static SingleRows open(Engine engine, Path path) throws SQLException {
    Connection connection = engine.open(path);
    create(connection);
    return new SingleRows(connection, engine == Engine.H2, 0);
  }

  static SingleRows over(Connection connection) throws SQLException {
    create(connection);
    return new SingleRows(connection, false, 0);
  }

  /// One more connection to a database that has the table.
  static SingleRows join(Engine engine, Path path, long first) throws SQLException {
    return new SingleRows(engine.open(path), engine == Engine.H2, first);
  }

  static void create(Connection connection) throws SQLException {
    Sql.run(connection, "CREATE TABLE T (ID BIGINT PRIMARY KEY, N BIGINT, TEXT VARCHAR(40))");
  }

  void commit() throws SQLException {
    insert.setLong(1, next);
    insert.setLong(2, next * 7919);
    insert.setString(3, "a text of twenty-one ");
    insert.executeUpdate();
    if (sync != null) {
      sync.execute();
    }
    next++;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
