package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Statements, parameters, batches, getters and metadata.
class StatementsIT {
  private static final String ALL_TYPES =
      """
      CREATE TABLE everything (
        id INTEGER PRIMARY KEY,
        flag BOOLEAN,
        small SMALLINT,
        num INTEGER NOT NULL,
        big BIGINT,
        flt REAL,
        dbl DOUBLE,
        price DECIMAL(10,2),
        wide DECIMAL(38,10),
        code CHAR(4),
        name VARCHAR(20),
        born DATE,
        at_time TIME,
        seen TIMESTAMP,
        stamped TIMESTAMP WITH TIME ZONE,
        raw VARBINARY(8))\
      """;

  private Session session;

  @BeforeEach
  void open() throws SQLException {
    session = Session.memory();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void countsOfWrites() throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
    assertThat(session.update("INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)")).isEqualTo(3);
    assertThat(session.update("INSERT INTO t (n, id) SELECT n * 10, id + 10 FROM t")).isEqualTo(3);
    assertThat(session.update("UPDATE t SET n = n + 1 WHERE n >= 10")).isEqualTo(3);
    assertThat(session.update("DELETE FROM t WHERE id = 99")).isEqualTo(0);
    assertThat(session.update("DELETE FROM t WHERE id <= 2")).isEqualTo(2);
    assertThat(session.rows("SELECT id, n FROM t ORDER BY id"))
        .isEqualTo("3|3\n11|11\n12|21\n13|31");
  }

  @Test
  void updateOfTheKeyAndOfSeveralColumns() throws SQLException {
    session.run(
        "CREATE TABLE t (a INTEGER, b INTEGER, c VARCHAR(5), PRIMARY KEY (a, b))",
        "INSERT INTO t VALUES (1, 1, 'x'), (1, 2, 'y'), (2, 1, 'z')",
        "UPDATE t SET a = a + 10, b = a, c = c || c WHERE a = 1 AND b = 2");
    assertThat(session.rows("SELECT * FROM t ORDER BY a, b")).isEqualTo("1|1|x\n2|1|z\n11|1|yy");
  }

  @Test
  void tablesWithoutAKeyKeepDuplicates() throws SQLException {
    session.run(
        "CREATE TABLE t (n INTEGER)",
        "INSERT INTO t VALUES (1), (1), (2)",
        "INSERT INTO t SELECT n FROM t");
    assertThat(session.rows("SELECT n, COUNT(*) FROM t GROUP BY n ORDER BY n"))
        .isEqualTo("1|4\n2|2");
    assertThat(session.update("DELETE FROM t WHERE n = 1")).isEqualTo(4);
    assertThat(session.update("UPDATE t SET n = 3")).isEqualTo(2);
    assertThat(session.rows("SELECT n FROM t")).isEqualTo("3\n3");
  }

  @Test
  void writesWithSubqueries() throws SQLException {
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)",
        "INSERT INTO t VALUES (1, 5), (2, 6), (3, 7)",
        "UPDATE t SET n = (SELECT MAX(n) FROM t) WHERE id IN (SELECT id FROM t WHERE n < 7)",
        "DELETE FROM t WHERE id = (SELECT MIN(id) FROM t)");
    assertThat(session.rows("SELECT id, n FROM t ORDER BY id")).isEqualTo("2|7\n3|7");
  }

  @Test
  void dropAndCreateAgainStartsAtVersionOne() throws SQLException {
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)", "DROP TABLE t");
    session.failure("42P01", "SELECT * FROM t");
    session.run("CREATE TABLE t (other VARCHAR(3) PRIMARY KEY)", "INSERT INTO t VALUES ('a')");
    assertThat(session.rows("SELECT * FROM t VERSION 2")).isEqualTo("a");
    session.run("DROP TABLE IF EXISTS t", "DROP TABLE IF EXISTS t");
  }

  @Test
  void explainGivesAPlan() throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
    assertThat(session.rows("EXPLAIN SELECT n, COUNT(*) FROM t WHERE id > 3 GROUP BY n"))
        .containsIgnoringCase("scan")
        .containsIgnoringCase("aggregate");
  }

  @Test
  void everyTypeGoesInAndComesOutByItsGetters() throws SQLException {
    session.run(ALL_TYPES);
    try (PreparedStatement insert =
        session
            .connection()
            .prepareStatement("INSERT INTO everything VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      insert.setInt(1, 1);
      insert.setBoolean(2, true);
      insert.setShort(3, (short) -7);
      insert.setInt(4, 42);
      insert.setLong(5, 1L << 40);
      insert.setFloat(6, 1.25f);
      insert.setDouble(7, 0.1);
      insert.setBigDecimal(8, new BigDecimal("1.5"));
      insert.setBigDecimal(9, new BigDecimal("1234567890123456789012345678.0123456789"));
      insert.setString(10, "ab");
      insert.setString(11, "naïve 😀");
      insert.setObject(12, LocalDate.of(1600, 2, 29));
      insert.setObject(13, LocalTime.of(23, 59, 58));
      insert.setObject(14, LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_456_000));
      insert.setObject(15, OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 5_000, ZoneOffset.ofHours(5)));
      insert.setBytes(16, new byte[] {0, -1, 127});
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    try (Statement statement = session.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM everything")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getBoolean("flag")).isTrue();
      assertThat(result.getShort("SMALL")).isEqualTo((short) -7);
      assertThat(result.getInt(4)).isEqualTo(42);
      assertThat(result.getLong(4)).isEqualTo(42L);
      assertThat(result.getString(4)).isEqualTo("42");
      assertThat(result.getLong(5)).isEqualTo(1L << 40);
      assertThat(result.getFloat(6)).isEqualTo(1.25f);
      assertThat(result.getDouble(7)).isEqualTo(0.1);
      assertThat(result.getBigDecimal(8)).isEqualTo(new BigDecimal("1.50"));
      assertThat(result.getString(8)).isEqualTo("1.50");
      assertThat(result.getBigDecimal(9))
          .isEqualTo(new BigDecimal("1234567890123456789012345678.0123456789"));
      assertThat(result.getString(10)).isEqualTo("ab  ");
      assertThat(result.getString(11)).isEqualTo("naïve 😀");
      assertThat(result.getObject(12, LocalDate.class)).isEqualTo(LocalDate.of(1600, 2, 29));
      assertThat(result.getObject(13, LocalTime.class)).isEqualTo(LocalTime.of(23, 59, 58));
      assertThat(result.getObject(14, LocalDateTime.class))
          .isEqualTo(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_456_000));
      assertThat(result.getTimestamp(14).toLocalDateTime())
          .isEqualTo(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_456_000));
      assertThat(result.getObject(15, OffsetDateTime.class).toInstant())
          .isEqualTo(Instant.parse("2024-02-28T20:02:03.000005Z"));
      assertThat(result.getObject(15, Instant.class))
          .isEqualTo(Instant.parse("2024-02-28T20:02:03.000005Z"));
      assertThat(result.getBytes(16)).containsExactly(0, -1, 127);
      assertThat(result.next()).isFalse();
    }
  }

  @Test
  void nullsOfEveryType() throws SQLException {
    session.run(ALL_TYPES);
    try (PreparedStatement insert =
        session
            .connection()
            .prepareStatement("INSERT INTO everything VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      insert.setInt(1, 1);
      insert.setInt(4, 1);
      for (int i : List.of(2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)) {
        if (i % 2 == 0) {
          insert.setNull(i, Types.NULL);
        } else {
          insert.setObject(i, null);
        }
      }
      insert.executeUpdate();
    }
    try (Statement statement = session.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM everything")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getInt(3)).isZero();
      assertThat(result.wasNull()).isTrue();
      assertThat(result.getInt(4)).isEqualTo(1);
      assertThat(result.wasNull()).isFalse();
      for (int i : List.of(2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)) {
        assertThat(result.getObject(i)).isNull();
        assertThat(result.getString(i)).isNull();
        assertThat(result.wasNull()).isTrue();
      }
    }
  }

  @Test
  void resultSetMetaData() throws SQLException {
    session.run(ALL_TYPES);
    try (Statement statement = session.connection().createStatement();
        ResultSet result =
            statement.executeQuery("SELECT e.*, num + 1 AS next_one FROM everything e")) {
      ResultSetMetaData metaData = result.getMetaData();
      List<Integer> types = new ArrayList<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        types.add(metaData.getColumnType(i));
      }
      assertThat(types)
          .containsExactly(
              Types.INTEGER,
              Types.BOOLEAN,
              Types.SMALLINT,
              Types.INTEGER,
              Types.BIGINT,
              Types.REAL,
              Types.DOUBLE,
              Types.DECIMAL,
              Types.DECIMAL,
              Types.CHAR,
              Types.VARCHAR,
              Types.DATE,
              Types.TIME,
              Types.TIMESTAMP,
              Types.TIMESTAMP_WITH_TIMEZONE,
              Types.VARBINARY,
              metaData.getColumnType(17));
      assertThat(metaData.getPrecision(8)).isEqualTo(10);
      assertThat(metaData.getScale(8)).isEqualTo(2);
      assertThat(metaData.getColumnLabel(17)).isEqualTo("NEXT_ONE");
      assertThat(metaData.getColumnName(11)).isEqualTo("NAME");
      assertThat(metaData.getTableName(11)).isEqualTo("EVERYTHING");
      assertThat(metaData.isNullable(4)).isEqualTo(ResultSetMetaData.columnNoNulls);
      assertThat(metaData.isNullable(5)).isEqualTo(ResultSetMetaData.columnNullable);
    }
  }

  @Test
  void metaDataOfTheDatabase() throws SQLException {
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL)",
        "CREATE BRANCH dev",
        "CREATE TABLE u@dev (a INTEGER, b DECIMAL(5,1), PRIMARY KEY (b, a))");
    Connection connection = session.connection();
    assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("Armillaria");
    try (ResultSet tables =
        connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"TABLE"})) {
      Answer answer = Answer.of(tables);
      assertThat(answer.rows())
          .extracting(row -> row.get(0) + "." + row.get(1) + "." + row.get(2))
          .containsExactly("main.PUBLIC.T");
    }
    try (ResultSet tables = connection.getMetaData().getTables("dev", null, "U", null)) {
      assertThat(Answer.of(tables).rows()).hasSize(1);
    }
    try (ResultSet columns = connection.getMetaData().getColumns(null, null, "T", "%")) {
      assertThat(Answer.of(columns).rows())
          .extracting(row -> row.get(3) + " " + row.get(5) + " " + row.get(17))
          .containsExactly("ID INTEGER NO", "NAME VARCHAR NO");
    }
    try (ResultSet keys = connection.getMetaData().getPrimaryKeys("dev", null, "U")) {
      assertThat(Answer.of(keys).rows())
          .extracting(row -> row.get(3) + " " + row.get(4))
          .containsExactly("A 2", "B 1");
    }
  }

  @Test
  void parametersInEveryPlace() throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20))");
    assertThat(session.update("INSERT INTO t VALUES (?, ?), (?, ?)", 1, "a", 2, "b")).isEqualTo(2);
    assertThat(
            session.rows(
                "SELECT id + ?, name || ? FROM t WHERE id IN (?, ?) ORDER BY id LIMIT ? OFFSET ?",
                10,
                "!",
                1,
                2,
                1,
                1))
        .isEqualTo("12|b!");
    assertThat(session.update("UPDATE t SET name = ? WHERE name = ?", "c", "a")).isEqualTo(1);
    assertThat(
            session.rows("SELECT name FROM t WHERE name LIKE ? AND id BETWEEN ? AND ?", "c%", 0, 5))
        .isEqualTo("c");
    assertThat(session.rows("SELECT COUNT(*) FROM t WHERE name = ?", (Object) null)).isEqualTo("0");
  }

  @Test
  void aPreparedStatementRunsManyTimes() throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY, n BIGINT)");
    try (PreparedStatement insert =
        session.connection().prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      for (int i = 0; i < 2_500; i++) {
        insert.setInt(1, i);
        insert.setLong(2, (long) i * i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(2_500).containsOnly(1);
    }
    try (PreparedStatement select =
        session.connection().prepareStatement("SELECT n FROM t WHERE id = ?")) {
      for (int i : List.of(0, 1, 1_023, 1_024, 2_499)) {
        select.setInt(1, i);
        try (ResultSet result = select.executeQuery()) {
          assertThat(result.next()).isTrue();
          assertThat(result.getLong(1)).isEqualTo((long) i * i);
        }
      }
    }
  }

  @Test
  void aPreparedStatementSurvivesASchemaChange() throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    try (PreparedStatement select = session.connection().prepareStatement("SELECT * FROM t")) {
      select.executeQuery().close();
      session.run("ALTER TABLE t ADD COLUMN extra INTEGER");
      try (ResultSet result = select.executeQuery()) {
        assertThat(Answer.of(result).text()).isEqualTo("1|NULL");
      }
    }
  }

  @Test
  void resultsOutlastLaterWrites() throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    try (PreparedStatement insert =
        session.connection().prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 5_000; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (Session other = session.another();
        Statement statement = session.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      assertThat(result.next()).isTrue();
      other.run("DELETE FROM t");
      int count = 1;
      while (result.next()) {
        count++;
      }
      assertThat(count).isEqualTo(5_000);
    }
  }

  @Test
  void executeTellsRowsFromCounts() throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      assertThat(statement.execute("CREATE TABLE t (id INTEGER)")).isFalse();
      assertThat(statement.execute("INSERT INTO t VALUES (1), (2)")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(2);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(statement.execute("SELECT id FROM t")).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      statement.setMaxRows(1);
      try (ResultSet result = statement.executeQuery("SELECT id FROM t")) {
        assertThat(Answer.of(result).rows()).hasSize(1);
      }
    }
  }

  @Test
  void whatIsClosedSaysSo() throws SQLException {
    Statement statement = session.connection().createStatement();
    ResultSet result = statement.executeQuery("SELECT 1");
    statement.close();
    assertThatThrownBy(result::next).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).isInstanceOf(SQLException.class);
    Session other = session.another();
    other.close();
    assertThat(other.connection().isClosed()).isTrue();
    assertThatThrownBy(() -> other.connection().createStatement()).isInstanceOf(SQLException.class);
    assertThat(session.connection().isValid(1)).isTrue();
  }

  @Test
  void unwrittenMethodsSaySo() {
    assertThatThrownBy(() -> session.connection().createStruct("X", new Object[0]))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> session.connection().prepareCall("{call x}"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> session.connection().createNClob())
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void nullsAreLargestWhenNothingIsSaid() throws SQLException {
    session.run("CREATE TABLE t (n INTEGER)", "INSERT INTO t VALUES (1), (NULL), (2)");
    assertThat(session.rows("SELECT n FROM t ORDER BY n")).isEqualTo("1\n2\nNULL");
    assertThat(session.rows("SELECT n FROM t ORDER BY n DESC")).isEqualTo("NULL\n2\n1");
  }
}
