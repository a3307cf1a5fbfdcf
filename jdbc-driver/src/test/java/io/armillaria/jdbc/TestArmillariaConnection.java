package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.assertFails;
import static io.armillaria.jdbc.Queries.rows;
import static io.armillaria.jdbc.Queries.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestArmillariaConnection {
  private Connection connection;
  private Connection other;

  @BeforeEach
  void connect() throws SQLException {
    String url = "jdbc:armillaria:mem:connection;closeOnLast=true;user=ann";
    connection = DriverManager.getConnection(url);
    other = DriverManager.getConnection(url);
    run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    other.close();
  }

  private static List<String> ids(Connection of) throws SQLException {
    return rows(of, "SELECT id FROM t ORDER BY id");
  }

  @Test
  void autoCommitIsOnAtFirst() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    run(connection, "INSERT INTO t VALUES (1, 1)");
    assertThat(ids(other)).containsExactly("1");
    assertFails(
        "25000",
        "commit() needs a transaction, but the connection is in auto-commit mode.",
        connection::commit);
    assertFails(
        "25000",
        "rollback() needs a transaction, but the connection is in auto-commit mode.",
        connection::rollback);
  }

  @Test
  void transactionsAreSeenWhenCommitted() throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1, 1)");
    assertThat(ids(connection)).containsExactly("1");
    assertThat(ids(other)).isEmpty();
    connection.commit();
    assertThat(ids(other)).containsExactly("1");
    run(connection, "INSERT INTO t VALUES (2, 2)");
    connection.rollback();
    assertThat(ids(connection)).containsExactly("1");
    run(connection, "INSERT INTO t VALUES (3, 3)");
    connection.setAutoCommit(true);
    assertThat(ids(other)).containsExactly("1", "3");
  }

  @Test
  void closingRollsBack() throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1, 1)");
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(0)).isFalse();
    assertThat(ids(other)).isEmpty();
    assertFails("08003", "The connection is closed.", connection::createStatement);
    assertFails("08003", "The connection is closed.", connection::getCatalog);
  }

  @Test
  void closingClosesWhatWasOpened() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("VALUES 1, 2");
    assertThat(result.next()).isTrue();
    connection.close();
    assertThat(result.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    result.close();
    statement.close();
    assertFails("08003", "The connection is closed.", () -> statement.execute("SELECT 1"));
  }

  @Test
  void resultsEndWithTheTransaction() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      ResultSet result = statement.executeQuery("VALUES 1, 2");
      connection.commit();
      assertThat(result.isClosed()).isTrue();
      assertThat(statement.isClosed()).isFalse();
    }
  }

  @Test
  void statementsMayRunWhileRowsAreRead() throws SQLException {
    run(connection, "INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)");
    try (Statement reading = connection.createStatement();
        PreparedStatement writing =
            connection.prepareStatement("UPDATE t SET v = v + 1 WHERE id = ?");
        ResultSet result = reading.executeQuery("SELECT id FROM t")) {
      while (result.next()) {
        writing.setInt(1, result.getInt(1));
        assertThat(writing.executeUpdate()).isEqualTo(1);
      }
    }
    assertThat(rows(connection, "SELECT v FROM t ORDER BY id")).containsExactly("11", "21", "31");
  }

  @Test
  void savepointsAreReturnedTo() throws SQLException {
    assertFails(
        "25000",
        "A savepoint needs a transaction; turn auto-commit off first.",
        connection::setSavepoint);
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1, 1)");
    Savepoint one = connection.setSavepoint();
    run(connection, "INSERT INTO t VALUES (2, 2)");
    Savepoint two = connection.setSavepoint("two");
    run(connection, "INSERT INTO t VALUES (3, 3)");
    connection.rollback(two);
    assertThat(ids(connection)).containsExactly("1", "2");
    connection.rollback(one);
    assertThat(ids(connection)).containsExactly("1");
    assertFails(
        "3B001",
        "The savepoint two is not one of the open transaction.",
        () -> connection.rollback(two));
    connection.releaseSavepoint(one);
    assertFails(
        "3B001",
        "The savepoint 1 is not one of the open transaction.",
        () -> connection.releaseSavepoint(one));
    assertThat(one.getSavepointId()).isEqualTo(1);
    assertThat(two.getSavepointName()).isEqualTo("two");
    assertFails("3B001", "The savepoint two has a name and no id.", two::getSavepointId);
    connection.commit();
    assertThat(ids(other)).containsExactly("1");
  }

  @Test
  void writersOfOneRowConflict() throws SQLException {
    run(connection, "INSERT INTO t VALUES (1, 1)");
    connection.setAutoCommit(false);
    other.setAutoCommit(false);
    run(connection, "UPDATE t SET v = 2");
    run(other, "UPDATE t SET v = 3");
    connection.commit();
    assertThatThrownBy(other::commit)
        .isInstanceOf(SQLTransactionRollbackException.class)
        .hasMessageStartingWith("Row (1) of T was changed by transaction");
    assertThat(rows(other, "SELECT v FROM t")).containsExactly("2");
  }

  @Test
  void isolationIsASnapshot() throws SQLException {
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    assertFails(
        "0A000",
        "TRANSACTION_NONE cannot be set.",
        () -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
    assertFails(
        "22023",
        "77 is no transaction isolation level.",
        () -> connection.setTransactionIsolation(77));
  }

  @Test
  void theCatalogIsTheBranch() throws SQLException {
    assertThat(connection.getCatalog()).isEqualTo("main");
    run(connection, "CREATE BRANCH dev");
    connection.setCatalog("DEV");
    assertThat(connection.getCatalog()).isEqualTo("dev");
    run(connection, "INSERT INTO t VALUES (1, 1)");
    assertThat(ids(other)).isEmpty();
    other.setCatalog("dev");
    assertThat(ids(other)).containsExactly("1");
    assertThat(connection.getSchema()).isEqualTo("PUBLIC");
    connection.setSchema("public");
    assertFails(
        "3F000",
        "The schema S does not exist; PUBLIC is the only one.",
        () -> connection.setSchema("S"));
  }

  @Test
  void readOnlyConnectionsRefuseToWrite() throws SQLException {
    connection.setReadOnly(true);
    assertThat(connection.isReadOnly()).isTrue();
    assertThat(connection.getMetaData().isReadOnly()).isTrue();
    assertFails(
        "25006",
        "The connection is read-only.",
        () -> run(connection, "INSERT INTO t VALUES (1, 1)"));
    connection.setReadOnly(false);
    run(connection, "INSERT INTO t VALUES (1, 1)");
    try (Connection reader =
        DriverManager.getConnection("jdbc:armillaria:mem:connection;readOnly=true")) {
      assertThat(ids(reader)).containsExactly("1");
      assertFails(
          "25006",
          "The connection's URL says readOnly=true; it cannot be made to write.",
          () -> reader.setReadOnly(false));
    }
  }

  @Test
  void commitsCarryAuthorAndMessage() throws SQLException {
    connection.setClientInfo("CommitMessage", "first rows");
    run(connection, "INSERT INTO t VALUES (1, 1)");
    connection.setClientInfo("CommitMessage", null);
    run(connection, "INSERT INTO t VALUES (2, 2)");
    assertThat(
            rows(connection, "SELECT author, message FROM __changelog ORDER BY tx_id DESC LIMIT 2"))
        .containsExactly("ann ", "ann first rows");
  }

  @Test
  void clientInfoIsKept() throws SQLException {
    connection.setClientInfo("ApplicationName", "farm");
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("farm");
    assertThat(connection.getClientInfo()).isEqualTo(Map.of("ApplicationName", "farm"));
    assertThat((Throwable) connection.getWarnings()).isNull();
    connection.setClientInfo("Mood", "good");
    assertThat(connection.getWarnings().getMessage())
        .isEqualTo("The client info Mood is unknown; known are ApplicationName and CommitMessage.");
    connection.clearWarnings();
    connection.setClientInfo(new Properties());
    assertThat(connection.getClientInfo("ApplicationName")).isNull();
    assertThat((Throwable) connection.getWarnings()).isNull();
  }

  @Test
  void threadsMayShareAConnection() throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int worker = 0; worker < 4; worker++) {
        workers.add(
            threads.submit(
                () -> {
                  for (int id = next.incrementAndGet(); id <= 100; id = next.incrementAndGet()) {
                    run(connection, "INSERT INTO t VALUES (" + id + ", 0)");
                    assertThat(rows(connection, "SELECT v FROM t WHERE id = " + id))
                        .containsExactly("0");
                  }
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    assertThat(ids(other)).hasSize(100);
  }

  @Test
  void anAbortedConnectionIsClosed() throws SQLException {
    Thread[] closing = new Thread[1];
    connection.abort(
        task -> {
          closing[0] = Thread.ofPlatform().start(task);
        });
    assertThat(connection.isClosed()).isTrue();
    assertFails("08003", "The connection is closed.", connection::createStatement);
    assertThat(closing[0]).isNotNull();
  }

  @Test
  void whatIsUnsupportedSaysSo() {
    assertFails(
        "0A000",
        "Connection.createBlob is not supported by Armillaria.",
        () -> connection.createBlob());
    assertFails(
        "0A000",
        "Connection.prepareCall is not supported by Armillaria.",
        () -> connection.prepareCall("{call x()}"));
    assertFails(
        "0A000",
        "A result set type other than TYPE_FORWARD_ONLY is not supported by Armillaria.",
        () ->
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY));
    assertFails(
        "22023",
        "9 is neither RETURN_GENERATED_KEYS nor NO_GENERATED_KEYS.",
        () -> connection.prepareStatement("SELECT 1", 9));
    assertFails(
        "0A000",
        "Connection.setNetworkTimeout (there is no network) is not supported by Armillaria.",
        () -> connection.setNetworkTimeout(Runnable::run, 5));
  }

  @Test
  void wrappersAreThemselves() throws SQLException {
    assertThat(connection.isWrapperFor(ArmillariaConnection.class)).isTrue();
    assertThat(connection.unwrap(ArmillariaConnection.class)).isSameAs(connection);
    assertFails(
        "22023",
        "A ArmillariaConnection is no java.lang.String.",
        () -> connection.unwrap(String.class));
  }
}
