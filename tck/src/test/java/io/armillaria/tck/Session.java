package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// A connection to Armillaria with the few words that the suites speak.
final class Session implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String url;
  private final Connection connection;

  private Session(String url) throws SQLException {
    this.url = url;
    this.connection = DriverManager.getConnection(url);
  }

  /// The first session of a new database in memory.
  static Session memory() throws SQLException {
    return new Session("jdbc:armillaria:mem:tck-" + DATABASES.incrementAndGet());
  }

  /// A session of the database in that directory.
  static Session file(Path directory) throws SQLException {
    return new Session("jdbc:armillaria:file:" + directory);
  }

  /// The same with properties in the URL: `branch=dev;threads=2`.
  static Session file(Path directory, String properties) throws SQLException {
    return new Session("jdbc:armillaria:file:" + directory + ";" + properties);
  }

  /// Another session of the same database.
  Session another() throws SQLException {
    return new Session(url);
  }

  /// The same database again, with properties in the URL: `branch=dev`.
  Session another(String properties) throws SQLException {
    return new Session(url + ";" + properties);
  }

  Connection connection() {
    return connection;
  }

  /// Executes statements one by one.
  void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Executes a statement that counts rows.
  int update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /// A query's rows as text: values parted by `|`, rows by a line's end.
  String rows(String sql, Object... parameters) throws SQLException {
    return answer(sql, parameters).text();
  }

  Answer answer(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        return Answer.of(result);
      }
    }
  }

  /// The only value of a query of one row and one column.
  <T> T value(Class<T> type, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).as(sql).isTrue();
        T value = result.getObject(1, type);
        assertThat(result.next()).as(sql).isFalse();
        return value;
      }
    }
  }

  /// Executes a statement that must fail with that SQLSTATE, and gives its message.
  String failure(String sqlState, String sql, Object... parameters) {
    SQLException failure = failure(sql, parameters);
    assertThat(failure.getSQLState()).as("%s: %s", sql, failure.getMessage()).isEqualTo(sqlState);
    return failure.getMessage();
  }

  private SQLException failure(String sql, Object... parameters) {
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                if (statement.execute()) {
                  Answer.of(statement.getResultSet());
                }
              }
            });
    assertThat((Throwable) failure).as(sql).isNotNull();
    assertThat(failure.getMessage())
        .as(sql)
        .isNotBlank()
        .doesNotContain("Exception", "\tat ", "org.apache.calcite", "java.lang");
    return failure;
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
