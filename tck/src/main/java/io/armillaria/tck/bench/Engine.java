package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Embedded databases, each set so that a commit is on disk when it returns.
enum Engine {
  ARMILLARIA("jdbc:armillaria:file:"),
  SQLITE("jdbc:sqlite:"),
  /// H2 does not force by itself: see [SingleRows].
  H2("jdbc:h2:file:");

  private final String prefix;

  Engine(String prefix) {
    this.prefix = prefix;
  }

  Connection open(Path path) throws SQLException {
    return open(path.toString());
  }

  Connection open(String pathAndOptions) throws SQLException {
    Connection connection = DriverManager.getConnection(prefix + pathAndOptions);
    switch (this) {
      case ARMILLARIA -> {}
      case SQLITE -> {
        Sql.run(connection, "PRAGMA journal_mode = WAL");
        Sql.run(connection, "PRAGMA synchronous = FULL");
      }
      case H2 -> Sql.run(connection, "SET WRITE_DELAY 0");
    }
    return connection;
  }
}
