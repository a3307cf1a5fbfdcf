package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.assertFails;
import static io.armillaria.jdbc.Queries.rows;
import static io.armillaria.jdbc.Queries.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestArmillariaPreparedStatement {
  private static final String TABLE =
      """
      CREATE TABLE v (id INTEGER PRIMARY KEY, b BOOLEAN, si SMALLINT, i INTEGER, bi BIGINT, r REAL,
        d DOUBLE, de DECIMAL(10, 2), wide DECIMAL(38, 4), c CHAR(4), t VARCHAR(20), da DATE,
        ti TIME(6), ts TIMESTAMP(6), tz TIMESTAMP(6) WITH TIME ZONE, vb VARBINARY(20))
      """;

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:armillaria:mem:;timeZone=Europe/Berlin");
    run(connection, TABLE);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement insert() throws SQLException {
    return connection.prepareStatement("INSERT INTO v VALUES (?" + ", ?".repeat(15) + ")");
  }

  private List<Object> row(int id) throws SQLException {
    List<Object> values = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT * FROM v WHERE id = ?")) {
      query.setInt(1, id);
      try (ResultSet result = query.executeQuery()) {
        assertThat(result.next()).isTrue();
        for (int i = 2; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(result.getObject(i));
        }
      }
    }
    return values;
  }

  @Test
  void everyTypeComesBack() throws SQLException {
    try (PreparedStatement insert = insert()) {
      insert.setInt(1, 1);
      insert.setBoolean(2, true);
      insert.setShort(3, (short) -3);
      insert.setInt(4, Integer.MIN_VALUE);
      insert.setLong(5, Long.MAX_VALUE);
      insert.setFloat(6, 0.1f);
      insert.setDouble(7, 1e300);
      insert.setBigDecimal(8, new BigDecimal("12345678.90"));
      insert.setBigDecimal(9, new BigDecimal("-1234567890123456789012345678901234.5678"));
      insert.setString(10, "ab");
      insert.setString(11, "grün 😀");
      insert.setDate(12, Date.valueOf("2024-02-29"));
      insert.setTime(13, Time.valueOf("23:59:58"));
      insert.setTimestamp(14, Timestamp.valueOf("2024-02-29 23:59:58.123456"));
      insert.setObject(15, OffsetDateTime.parse("2024-02-29T23:59:58.123456Z"));
      insert.setBytes(16, new byte[] {0, -1});
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    List<Object> found = row(1);
    assertThat((byte[]) found.removeLast()).containsExactly(0, -1);
    assertThat(found)
        .containsExactly(
            true,
            -3,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0.1f,
            1e300,
            new BigDecimal("12345678.90"),
            new BigDecimal("-1234567890123456789012345678901234.5678"),
            "ab  ",
            "grün 😀",
            Date.valueOf("2024-02-29"),
            Time.valueOf("23:59:58"),
            Timestamp.valueOf("2024-02-29 23:59:58.123456"),
            OffsetDateTime.parse("2024-03-01T00:59:58.123456+01:00"));
  }

  @Test
  void objectsAndNullsComeBack() throws SQLException {
    try (PreparedStatement insert = insert()) {
      insert.setObject(1, 1);
      for (int i = 2; i <= 16; i++) {
        insert.setNull(i, Types.OTHER);
      }
      insert.setObject(12, LocalDate.of(1500, 2, 28));
      insert.setObject(13, LocalTime.of(1, 2, 3, 456_789_000), JDBCType.TIME);
      insert.setObject(14, LocalDateTime.of(1, 1, 1, 0, 0), Types.TIMESTAMP);
      insert.setObject(8, new BigDecimal("1.255"), Types.DECIMAL, 2);
      insert.executeUpdate();
    }
    try (PreparedStatement query = connection.prepareStatement("SELECT * FROM v");
        ResultSet result = query.executeQuery()) {
      assertThat(result.next()).isTrue();
      assertThat(result.getObject("da", LocalDate.class)).isEqualTo("1500-02-28");
      assertThat(result.getObject("ti", LocalTime.class)).isEqualTo("01:02:03.456789");
      assertThat(result.getObject("ts", LocalDateTime.class)).isEqualTo("0001-01-01T00:00:00");
      assertThat(result.getBigDecimal("de")).isEqualTo("1.26");
      assertThat(result.getObject("t")).isNull();
      assertThat(result.getInt("i")).isZero();
      assertThat(result.wasNull()).isTrue();
    }
  }

  @Test
  void streamsAreReadAtOnce() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("INSERT INTO v (id, c, t, vb) VALUES (1, ?, ?, ?)")) {
      byte[] bytes = "xyz".getBytes(StandardCharsets.US_ASCII);
      update.setAsciiStream(1, new ByteArrayInputStream(bytes));
      update.setCharacterStream(2, new StringReader("grün!"), 4);
      update.setBinaryStream(3, new ByteArrayInputStream(bytes), 2L);
      update.executeUpdate();
      assertFails(
          "22023",
          "The stream ends after 3 of the 5 announced.",
          () -> update.setBinaryStream(3, new ByteArrayInputStream(bytes), 5));
    }
    assertThat(rows(connection, "SELECT c, t, vb FROM v")).containsExactly("xyz  grün 7879");
  }

  /// What `getString` shows is what the engine casts to.
  @Test
  void textsAreThoseOfCast() throws SQLException {
    run(
        connection,
        """
        INSERT INTO v VALUES (1, TRUE, -1, 2, 3, 1.5, 1e20, 1.20, -0.5, 'ab', 'x', DATE '0999-01-02',
          TIME '01:02:03.45', TIMESTAMP '2024-01-02 03:04:05',
          TIMESTAMP WITH TIME ZONE '2024-07-01 00:00:00.5 +00:00', X'0A')
        """);
    for (String column :
        List.of("b", "si", "i", "bi", "r", "d", "de", "wide", "da", "ti", "ts", "tz")) {
      String query = "SELECT " + column + ", CAST(" + column + " AS VARCHAR) FROM v";
      try (PreparedStatement statement = connection.prepareStatement(query);
          ResultSet result = statement.executeQuery()) {
        result.next();
        assertThat(result.getString(1)).as(column).isEqualTo(result.getString(2));
      }
    }
  }

  @Test
  void floatingPointTextsAreThoseOfCast() throws SQLException {
    String query = "SELECT CAST(d AS VARCHAR), CAST(r AS VARCHAR), d, r FROM v";
    double[] numbers = {
      0.0, -0.0, 1, -2.5, 0.1, 1e-4, 1e-5, -1.25e-7, 123456, 999999, 1e6, 1e15, 1e14, 1.5e20, 1e37
    };
    for (double number : numbers) {
      try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO v (id, d, r) VALUES (1, ?, ?)");
          PreparedStatement delete = connection.prepareStatement("DELETE FROM v")) {
        insert.setDouble(1, number);
        insert.setFloat(2, (float) number);
        insert.executeUpdate();
        String[] texts = rows(connection, query).getFirst().split(" ", -1);
        assertThat(texts[2]).isEqualTo(texts[0]);
        assertThat(texts[3]).isEqualTo(texts[1]);
        delete.executeUpdate();
      }
    }
  }

  @Test
  void everyParameterNeedsAValue() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM v WHERE id = ? AND t = ?")) {
      query.setInt(1, 1);
      assertFails("07001", "Parameter 2 of 2 has no value.", query::executeQuery);
      query.setString(2, "x");
      assertThat(rows(query.executeQuery())).isEmpty();
      query.clearParameters();
      assertFails("07001", "Parameter 1 of 2 has no value.", query::execute);
      assertFails(
          "07009",
          "Parameter 3 does not exist; the statement has 1 to 2.",
          () -> query.setInt(3, 1));
      assertFails(
          "22018",
          "Parameter 1 is BIGINT; the text 'one' is not a valid one.",
          () -> query.setString(1, "one"));
      assertFails(
          "0A000",
          "PreparedStatement.executeQuery with SQL of its own is not supported by Armillaria.",
          () -> query.executeQuery("SELECT 1"));
    }
  }

  @Test
  void parametersAndColumnsAreDescribed() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT de AS price, id, id + 1 FROM v WHERE de < ? AND t = ?")) {
      ParameterMetaData parameters = query.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(2);
      assertThat(parameters.getParameterTypeName(1)).isEqualTo("DECIMAL");
      assertThat(parameters.getParameterClassName(2)).isEqualTo("java.lang.String");
      assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
      ResultSetMetaData columns = query.getMetaData();
      assertThat(columns.getColumnCount()).isEqualTo(3);
      assertThat(columns.getColumnLabel(1)).isEqualTo("PRICE");
      assertThat(columns.getColumnName(1)).isEqualTo("DE");
      assertThat(columns.getTableName(1)).isEqualTo("V");
      assertThat(columns.getPrecision(1)).isEqualTo(10);
      assertThat(columns.getScale(1)).isEqualTo(2);
      assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullable);
      assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNoNulls);
      assertThat(columns.getTableName(3)).isEmpty();
    }
    try (PreparedStatement update = connection.prepareStatement("DELETE FROM v")) {
      assertThat(update.getMetaData()).isNull();
    }
  }

  @Test
  void aBatchIsAllOrNothing() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO v (id, t) VALUES (?, ?)")) {
      for (int id = 1; id <= 3; id++) {
        insert.setInt(1, id);
        insert.setString(2, "row " + id);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
      assertThat(insert.executeBatch()).isEmpty();
      for (int id : new int[] {4, 3, 5}) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      Assertions.assertThatThrownBy(insert::executeBatch)
          .isInstanceOf(BatchUpdateException.class)
          .hasMessage("The key (3) exists already in V (V_PKEY).")
          .satisfies(
              e -> {
                assertThat(((BatchUpdateException) e).getSQLState()).isEqualTo("23505");
                assertThat(((BatchUpdateException) e).getUpdateCounts()).isEmpty();
              });
    }
    assertThat(rows(connection, "SELECT id FROM v ORDER BY id")).containsExactly("1", "2", "3");
  }

  @Test
  void statementsFollowTheirTables() throws SQLException {
    run(connection, "CREATE TABLE w (id INTEGER, x INTEGER)");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO w VALUES (?, ?)");
        PreparedStatement query = connection.prepareStatement("SELECT * FROM w WHERE x = ?")) {
      insert.setInt(1, 1);
      insert.setInt(2, 7);
      insert.executeUpdate();
      query.setInt(1, 7);
      assertThat(rows(query.executeQuery())).containsExactly("1 7");
      run(connection, "ALTER TABLE w DROP COLUMN id");
      assertThat(rows(query.executeQuery())).containsExactly("7");
      run(
          connection,
          "DROP TABLE w",
          "CREATE TABLE w (x VARCHAR(5))",
          "INSERT INTO w VALUES ('7')");
      assertThat(rows(query.executeQuery())).containsExactly("7");
      run(
          connection,
          "DROP TABLE w",
          "CREATE TABLE w (x DECIMAL(9, 3))",
          "INSERT INTO w VALUES (7)");
      assertThat(rows(query.executeQuery())).containsExactly("7.000");
      run(connection, "DROP TABLE w");
      Assertions.assertThatThrownBy(query::executeQuery)
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("42P01");
    }
  }

  @Test
  void namesLikeExtensionsAreSafe() throws SQLException {
    run(
        connection,
        "CREATE TABLE \"a@b\" (version INTEGER, email VARCHAR(50))",
        "INSERT INTO \"a@b\" VALUES (1, 'alice@example.com')");
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT version FROM \"a@b\" /* @dev */ WHERE email = 'alice@example.com' -- ? \n"
                + " AND version = ?")) {
      query.setInt(1, 1);
      assertThat(rows(query.executeQuery())).containsExactly("1");
    }
  }
}
