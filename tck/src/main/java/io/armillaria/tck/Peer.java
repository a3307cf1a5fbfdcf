package io.armillaria.tck;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A database whose answers count. Each is set up with PostgreSQL's habits where it has the choice:
/// nulls are larger than any value, and the quotient of integers is an integer.
public enum Peer {
  DUCKDB(
      "jdbc:duckdb:",
      """
      SET threads = 2;
      SET default_null_order = 'nulls_last_on_asc_first_on_desc';
      SET integer_division = true;
      """),
  H2("jdbc:h2:mem:", "SET DEFAULT_NULL_ORDERING HIGH");

  private final String url;
  private final String settings;

  Peer(String url, String settings) {
    this.url = url;
    this.settings = settings;
  }

  /// Opens a new, empty database in memory; it is gone when the connection closes.
  public Connection open() throws SQLException {
    return openAt("");
  }

  /// Opens the database in that file, which is made when it is missing.
  public Connection open(Path file) throws SQLException {
    return openAt(file.toString());
  }

  private Connection openAt(String place) throws SQLException {
    Connection connection = DriverManager.getConnection(url + place);
    try (Statement statement = connection.createStatement()) {
      statement.execute(settings);
    }
    return connection;
  }

  /// Opens a new database that holds these tables.
  public Connection open(List<Table> tables) throws SQLException {
    Connection connection = open();
    TableLoader loader = new TableLoader(connection);
    switch (this) {
      case DUCKDB -> loader.copy(tables);
      case H2 -> loader.load(tables);
    }
    return connection;
  }
}
