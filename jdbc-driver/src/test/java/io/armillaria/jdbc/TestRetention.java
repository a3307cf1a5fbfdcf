package io.armillaria.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long old versions live is a setting of the database.
class TestRetention {
  @TempDir private Path directory;

  @Test
  void livesAsLongAsTheDatabaseSays() throws SQLException {
    assertThat(run("CREATE TABLE t (id INTEGER PRIMARY KEY)")).isEqualTo("90 days");
    assertThat(run("ALTER DATABASE SET RETAIN 30 DAYS")).isEqualTo("30 days");
    assertThat(run("ALTER DATABASE SET RETAIN 500 MB")).isEqualTo("30 days, 500 MB");
    assertThat(run("ALTER DATABASE SET RETAIN 1 DAY")).isEqualTo("1 day, 500 MB");
    assertThat(run("ALTER DATABASE RESET RETAIN")).isEqualTo("90 days");
    assertThat(run("ALTER DATABASE SET RETAIN 0 DAYS")).isEqualTo("0 days");
    assertThat(run("INSERT INTO t VALUES (1)")).isEqualTo("0 days");
    run("VACUUM");
    assertThatThrownBy(() -> run("SELECT * FROM t VERSION 1"))
        .hasMessageContaining("is retained no longer");
  }

  /// Each in a connection of its own; tells what holds then.
  private String run(String sql) throws SQLException {
    String url = "jdbc:armillaria:file:" + directory.resolve("db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      String query = "SELECT text FROM __stats WHERE name = 'retention'";
      try (ResultSet value = statement.executeQuery(query)) {
        assertThat(value.next()).isTrue();
        return value.getString(1);
      }
    }
  }
}
