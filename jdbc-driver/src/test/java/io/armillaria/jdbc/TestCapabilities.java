package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.rows;
import static io.armillaria.jdbc.Queries.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the metadata says about SQL, tried out.
class TestCapabilities {
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("ATAN2", "1, 1"),
          Map.entry("MOD", "5, 3"),
          Map.entry("PI", ""),
          Map.entry("POWER", "2, 3"),
          Map.entry("RAND", ""),
          Map.entry("ROUND", "1.5, 0"),
          Map.entry("TRUNCATE", "1.5, 0"),
          Map.entry("ASCII", "'a'"),
          Map.entry("CONCAT", "'a', 'b'"),
          Map.entry("INSERT", "'abc', 1, 1, 'x'"),
          Map.entry("LCASE", "'A'"),
          Map.entry("LEFT", "'abc', 2"),
          Map.entry("LENGTH", "'abc'"),
          Map.entry("LOCATE", "'b', 'abc'"),
          Map.entry("LTRIM", "' a'"),
          Map.entry("REPEAT", "'a', 2"),
          Map.entry("REPLACE", "'abc', 'b', 'x'"),
          Map.entry("RIGHT", "'abc', 2"),
          Map.entry("RTRIM", "'a '"),
          Map.entry("SUBSTRING", "'abc', 2, 1"),
          Map.entry("UCASE", "'a'"),
          Map.entry("CURDATE", ""),
          Map.entry("CURTIME", ""),
          Map.entry("NOW", ""),
          Map.entry("HOUR", "TIME '01:02:03'"),
          Map.entry("MINUTE", "TIME '01:02:03'"),
          Map.entry("SECOND", "TIME '01:02:03'"),
          Map.entry("TIMESTAMPADD", "SQL_TSI_DAY, 1, TIMESTAMP '2024-01-01 00:00:00'"),
          Map.entry("IFNULL", "NULL, 1"));

  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:armillaria:mem:");
    run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, name VARCHAR(10))",
        "INSERT INTO t VALUES (1, 1, 'a'), (2, NULL, 'b'), (3, 2, 'c_')",
        "CREATE TABLE u (id INTEGER, k INTEGER)",
        "INSERT INTO u VALUES (1, 1), (5, 5)",
        "CREATE BRANCH dev");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "supportsColumnAliasing | SELECT id AS x FROM t WHERE id = 1 | 1",
        "supportsTableCorrelationNames | SELECT x.id FROM t AS x WHERE x.id = 1 | 1",
        "supportsCorrelatedSubqueries | SELECT id FROM t WHERE 1 = (SELECT COUNT(*) FROM u WHERE"
            + " u.id = t.id) | 1",
        "supportsSubqueriesInComparisons | SELECT id FROM t WHERE id = (SELECT MAX(k) - 2 FROM u)"
            + " | 3",
        "supportsSubqueriesInExists | SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id ="
            + " t.id) | 1",
        "supportsSubqueriesInIns | SELECT id FROM t WHERE id IN (SELECT id FROM u) | 1",
        "supportsSubqueriesInQuantifieds | SELECT id FROM t WHERE id < ALL (SELECT k + 1 FROM u)"
            + " | 1",
        "supportsOuterJoins | SELECT u.k FROM t LEFT JOIN u ON t.id = u.id WHERE t.id = 2 | null",
        "supportsFullOuterJoins | SELECT u.k FROM t FULL JOIN u ON t.id = u.id WHERE t.id IS NULL"
            + " | 5",
        "supportsExpressionsInOrderBy | SELECT id FROM t ORDER BY -id LIMIT 1 | 3",
        "supportsOrderByUnrelated | SELECT name FROM t ORDER BY id DESC LIMIT 1 | c_",
        "supportsGroupBy | SELECT COUNT(*) FROM t GROUP BY v HAVING v = 1 | 1",
        "supportsGroupByUnrelated | SELECT MAX(id) FROM t GROUP BY name HAVING name = 'a' | 1",
        "supportsGroupByBeyondSelect | SELECT v FROM t GROUP BY v, id HAVING id = 1 | 1",
        "supportsLikeEscapeClause | SELECT id FROM t WHERE name LIKE 'c!_' ESCAPE '!' | 3",
        "supportsUnion | SELECT COUNT(*) FROM (SELECT id FROM t UNION SELECT id FROM u) AS x | 4",
        "supportsUnionAll | SELECT COUNT(*) FROM (SELECT id FROM t UNION ALL SELECT id FROM u) AS"
            + " x | 5",
        "supportsSchemasInDataManipulation | SELECT id FROM PUBLIC.t WHERE id = 1 | 1",
        "supportsCatalogsInDataManipulation | SELECT id FROM t@dev WHERE id = 1 | 1",
        "nullPlusNonNullIsNull | SELECT v + 1 FROM t WHERE id = 2 | null",
        "nullsAreSortedHigh | SELECT id FROM t ORDER BY v DESC LIMIT 1 | 2",
        "supportsMixedCaseQuotedIdentifiers | SELECT \"x\" FROM (VALUES (1, 2)) AS t (\"X\","
            + " \"x\") | 2"
      })
  void whatIsSaidToBeSupportedWorks(String method, String query, String value) throws Exception {
    DatabaseMetaData metaData = connection.getMetaData();
    assertThat(DatabaseMetaData.class.getMethod(method).invoke(metaData)).isEqualTo(true);
    assertThat(rows(connection, query)).containsExactly(value);
  }

  @Test
  void tablesAreDefinedWithSchemasAndCatalogs() throws SQLException {
    run(
        connection,
        "CREATE TABLE PUBLIC.w (id INTEGER)",
        "ALTER TABLE w ADD COLUMN x INTEGER",
        "ALTER TABLE w DROP COLUMN id",
        "DROP TABLE w",
        "CREATE TABLE w@dev (id INTEGER)",
        "DROP TABLE w@dev");
    DatabaseMetaData metaData = connection.getMetaData();
    assertThat(metaData.supportsSchemasInTableDefinitions()).isTrue();
    assertThat(metaData.supportsCatalogsInTableDefinitions()).isTrue();
    assertThat(metaData.supportsAlterTableWithAddColumn()).isTrue();
    assertThat(metaData.supportsAlterTableWithDropColumn()).isTrue();
  }

  @Test
  void theFunctionsNamedCanBeCalled() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    for (String names :
        List.of(
            metaData.getNumericFunctions(),
            metaData.getStringFunctions(),
            metaData.getSystemFunctions(),
            metaData.getTimeDateFunctions())) {
      for (String name : names.split(",", -1)) {
        String standard = names.contains("CURDATE") ? "DATE '2024-01-01'" : "1";
        String call = "{fn " + name + "(" + CALLS.getOrDefault(name, standard) + ")}";
        assertThat(rows(connection, "SELECT " + call)).as(call).hasSize(1);
      }
    }
  }

  @Test
  void theKeywordsNamedAreReserved() throws SQLException {
    for (String word : keywords()) {
      assertThatThrownBy(() -> rows(connection, "SELECT 1 AS " + word))
          .as(word)
          .isInstanceOf(SQLException.class);
      assertThat(rows(connection, "SELECT 1 AS \"" + word + "\"")).containsExactly("1");
    }
  }

  private static List<String> keywords() throws SQLException {
    return Arrays.asList(connection.getMetaData().getSQLKeywords().split(",", -1));
  }
}
