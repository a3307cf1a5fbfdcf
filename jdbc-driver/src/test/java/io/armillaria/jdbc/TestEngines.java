package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.assertFails;
import static io.armillaria.jdbc.Queries.rows;
import static io.armillaria.jdbc.Queries.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestEngines {
  @TempDir private Path directory;

  private static Connection connect(String rest) throws SQLException {
    return DriverManager.getConnection("jdbc:armillaria:" + rest);
  }

  @Test
  void connectionsOfAPathShareItsEngine() throws SQLException {
    Path path = directory.resolve("my farm ä");
    try (Connection first = connect("file:" + path);
        Connection second = connect("file:" + directory + "/./x/../my farm ä")) {
      run(first, "CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      assertThat(rows(second, "SELECT id FROM t")).containsExactly("1");
    }
    try (Connection third = connect("file:" + path + ";create=false")) {
      assertThat(rows(third, "SELECT id FROM t")).containsExactly("1");
    }
  }

  @Test
  void aMissingDatabaseIsNotCreatedUnlessWanted() throws SQLException {
    Path path = directory.resolve("none");
    Queries.Call open = () -> connect("file:" + path + ";create=false").close();
    assertThatThrownBy(open::call)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(path.toString())
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08001");
    assertThat(path).doesNotExist();
  }

  @Test
  void namedMemoryOutlivesItsConnections() throws SQLException {
    try (Connection first = connect("mem:kept")) {
      run(first, "CREATE TABLE t (id INTEGER)");
    }
    try (Connection second = connect("mem:kept")) {
      assertThat(rows(second, "SELECT id FROM t")).isEmpty();
    }
  }

  @Test
  void namedMemoryMayGoWithItsLastConnection() throws SQLException {
    try (Connection first = connect("mem:gone;closeOnLast=true")) {
      run(first, "CREATE TABLE t (id INTEGER)");
      connect("mem:gone;closeOnLast=true").close();
      assertThat(rows(first, "SELECT id FROM t")).isEmpty();
    }
    try (Connection second = connect("mem:gone;closeOnLast=true")) {
      run(second, "CREATE TABLE t (id INTEGER)");
    }
  }

  @Test
  void memoryWithoutANameIsPrivate() throws SQLException {
    try (Connection first = connect("mem:");
        Connection second = connect("mem:")) {
      run(first, "CREATE TABLE t (id INTEGER)");
      run(second, "CREATE TABLE t (id INTEGER)");
    }
  }

  @Test
  void connectionsAgreeOnTheEngine() throws SQLException {
    try (Connection first = connect("file:" + directory + ";durability=relaxed")) {
      assertFails(
          "08001",
          "The database "
              + directory
              + " is open in this JVM with durability=relaxed; this connection asks for full.",
          () -> connect("file:" + directory + ";durability=full").close());
      connect("file:" + directory).close();
      assertThat(first.isValid(0)).isTrue();
    }
    connect("file:" + directory + ";durability=full").close();
  }

  @Test
  void aFailedConnectionHoldsNothing() throws SQLException {
    assertFails(
        "3D000",
        "Branch nowhere does not exist; the branches are main.",
        () -> connect("file:" + directory + ";branch=nowhere").close());
    connect("file:" + directory + ";durability=relaxed").close();
  }
}
