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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  void theRowsOfALeafStayAsTheyWere() throws SQLException {
    try (Connection first = connect("file:" + directory + ";leafRows=2048")) {
      run(first, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
      assertFails(
          "08001",
          "The database "
              + directory
              + " is open in this JVM with leafRows=2048; this connection asks for 65536.",
          () -> connect("file:" + directory + ";leafRows=65536").close());
      connect("file:" + directory + ";leafRows=2048").close();
      connect("file:" + directory).close();
    }
    assertFails(
        "08001",
        "The database "
            + directory
            + " was made with leafRows=2048, which stays so; leafRows=1024 was asked for.",
        () -> connect("file:" + directory + ";leafRows=1024").close());
    connect("file:" + directory).close();
    assertFails(
        "08001",
        "The connection property leafRows is '1000', but must be 1024 or 2048 or 4096 or 8192 or"
            + " 16384 or 32768 or 65536.",
        () -> connect("mem:;leafRows=1000").close());
  }

  @Test
  void commitsOfAnEpochAreForcedTogether() throws SQLException {
    try (Connection db = connect("file:" + directory + ";epochMicros=20000")) {
      run(db, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String insert = "INSERT INTO t VALUES (" + i + ")";
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  try (Connection own = connect("file:" + directory)) {
                    run(own, insert);
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                }));
      }
      long begin = System.nanoTime();
      for (Thread thread : threads) {
        thread.join();
      }
      run(db, "INSERT INTO t VALUES (100)");
      assertThat(System.nanoTime() - begin).isGreaterThan(20_000_000L);
      Set<String> epochs =
          Set.copyOf(rows(db, "SELECT epoch_id FROM __changelog WHERE rows_inserted = 1"));
      assertThat(rows(db, "SELECT COUNT(*) FROM t")).containsExactly("9");
      assertThat(epochs).hasSizeBetween(2, 6);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertFails(
        "08001",
        "The connection property epochMicros is '-1', but must be a number from 0 to 1000000.",
        () -> connect("mem:;epochMicros=-1").close());
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
