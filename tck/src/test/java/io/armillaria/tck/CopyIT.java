package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// COPY from and to CSV files.
class CopyIT {
  @TempDir private Path directory;
  private Session session;

  @BeforeEach
  void aTable() throws SQLException {
    session = Session.memory();
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(40), price DECIMAL(10,2), born"
            + " DATE)");
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void copyInWithHeader() throws Exception {
    Path file =
        csv("id,name,price,born", "1,Ada,1.50,2024-02-29", "2,\"a, \"\"b\"\"\",-3,1970-01-01");
    assertThat(session.update("COPY t FROM '" + file + "' WITH (HEADER)")).isEqualTo(2);
    assertThat(session.rows("SELECT * FROM t ORDER BY id"))
        .isEqualTo("1|Ada|1.50|2024-02-29\n2|a, \"b\"|-3.00|1970-01-01");
  }

  @Test
  void copyInWithoutHeader() throws Exception {
    Path file = csv("1,Ada,1.50,2024-02-29");
    session.run("COPY t FROM '" + file + "'");
    assertThat(session.rows("SELECT name FROM t")).isEqualTo("Ada");
  }

  @Test
  void anEmptyFieldIsNullAndAQuotedOneIsEmptyText() throws Exception {
    Path file = csv("1,,,", "2,\"\",0.00,2024-01-01");
    session.run("COPY t FROM '" + file + "'");
    assertThat(session.rows("SELECT * FROM t ORDER BY id"))
        .isEqualTo("1|NULL|NULL|NULL\n2||0.00|2024-01-01");
  }

  @Test
  void delimiterAndQuotedLineEnds() throws Exception {
    Path file = csv("1;\"two\nlines\";1.00;2024-01-01", "2;plain;2.00;2024-01-02");
    session.run("COPY t FROM '" + file + "' WITH (DELIMITER ';')");
    assertThat(session.rows("SELECT name FROM t ORDER BY id")).isEqualTo("two\nlines\nplain");
  }

  @Test
  void namedColumnsInAnyOrder() throws Exception {
    Path file = csv("name,id", "Ada,7");
    session.run("COPY t (name, id) FROM '" + file + "' WITH (HEADER)");
    assertThat(session.rows("SELECT * FROM t")).isEqualTo("7|Ada|NULL|NULL");
  }

  @Test
  void copyIsOneVersion() throws Exception {
    Path file = csv("1,a,,", "2,b,,", "3,c,,");
    session.run("COPY t FROM '" + file + "'");
    assertThat(session.rows("SELECT new_version, rows_inserted FROM __changelog ORDER BY tx_id"))
        .isEqualTo("1|0\n2|3");
  }

  @Test
  void copyToABranch() throws Exception {
    session.run("CREATE BRANCH dev", "COPY t@dev FROM '" + csv("1,a,,") + "'");
    assertThat(session.rows("SELECT (SELECT COUNT(*) FROM t), COUNT(*) FROM t@dev"))
        .isEqualTo("0|1");
  }

  @Test
  void copyOutAQuery() throws Exception {
    session.run(
        "INSERT INTO t VALUES (1, 'a,\"b', 1.5, DATE '2024-02-29'), (2, NULL, NULL, NULL), (3, '',"
            + " 0, NULL)");
    Path file = directory.resolve("out.csv");
    assertThat(
            session.update(
                "COPY (SELECT id, name, price, born FROM t ORDER BY id) TO '"
                    + file
                    + "' WITH (HEADER)"))
        .isEqualTo(3);
    assertThat(Files.readAllLines(file).subList(1, 4))
        .isEqualTo(List.of("1,\"a,\"\"b\",1.50,2024-02-29", "2,,,", "3,\"\",0.00,"));
    assertThat(Files.readAllLines(file).getFirst()).isEqualToIgnoringCase("id,name,price,born");
  }

  @Test
  void copyOutAVersion() throws Exception {
    session.run("INSERT INTO t VALUES (1, 'old', NULL, NULL)", "UPDATE t SET name = 'new'");
    Path file = directory.resolve("out.csv");
    session.run("COPY (SELECT id, name FROM t VERSION 2) TO '" + file + "'");
    assertThat(Files.readString(file)).isEqualTo("1,old\n");
  }

  @Test
  void whatGoesOutComesBack() throws Exception {
    Table words =
        SampleData.tables().stream()
            .filter(table -> table.name().equals("words"))
            .findFirst()
            .orElseThrow();
    new TableLoader(session.connection()).load(List.of(words));
    Path file = directory.resolve("words.csv");
    session.run(
        "COPY words TO '" + file + "' WITH (HEADER)",
        "CREATE TABLE again (id INTEGER PRIMARY KEY, w VARCHAR(30))",
        "COPY again FROM '" + file + "' WITH (HEADER)");
    assertThat(session.rows("SELECT * FROM again ORDER BY id"))
        .isEqualTo(session.rows("SELECT * FROM words ORDER BY id"));
  }

  @Test
  void aBadValueNamesFileLineAndColumnAndLoadsNothing() throws Exception {
    Path file =
        csv(
            "id,name,price,born",
            "1,a,1.00,2024-01-01",
            "2,b,cheap,2024-01-01",
            "3,c,3.00,2024-01-01");
    assertThat(session.failure("22P04", "COPY t FROM '" + file + "' WITH (HEADER)"))
        .contains(file.getFileName().toString(), "line 3", "PRICE", "cheap");
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("0");
  }

  @Test
  void tooFewAndTooManyFields() throws Exception {
    assertThat(session.failure("22P04", "COPY t FROM '" + csv("1,a,1.00,2024-01-01", "2,b") + "'"))
        .contains("line 2");
    assertThat(session.failure("22P04", "COPY t FROM '" + csv("1,a,1.00,2024-01-01,more") + "'"))
        .contains("line 1");
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("0");
  }

  @Test
  void badDatesOverflowsAndLongText() throws Exception {
    for (String line :
        List.of(
            "1,a,1.00,2023-02-29",
            "1,a,123456789.00,2024-01-01",
            "99999999999,a,1.00,2024-01-01",
            "1," + "x".repeat(41) + ",1.00,2024-01-01",
            ",a,1.00,2024-01-01")) {
      assertThat(
              session.failure("22P04", "COPY t FROM '" + csv("7,ok,1.00,2024-01-01", line) + "'"))
          .as(line)
          .contains("line 2");
    }
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("0");
  }

  @Test
  void aKeyTwiceInTheFileOrInTheTable() throws Exception {
    session.failure("23505", "COPY t FROM '" + csv("1,a,,", "2,b,,", "1,c,,") + "'");
    session.run("INSERT INTO t VALUES (2, 'here', NULL, NULL)");
    session.failure("23505", "COPY t FROM '" + csv("1,a,,", "2,b,,") + "'");
    assertThat(session.rows("SELECT id, name FROM t")).isEqualTo("2|here");
  }

  @Test
  void aMissingFile() {
    assertThat(session.failure("58030", "COPY t FROM '" + directory.resolve("none.csv") + "'"))
        .contains("none.csv");
  }

  @Test
  void anEmptyFile() throws Exception {
    assertThat(session.update("COPY t FROM '" + csv() + "'")).isEqualTo(0);
    assertThat(session.update("COPY t FROM '" + csv("id,name,price,born") + "' WITH (HEADER)"))
        .isEqualTo(0);
  }

  private Path csv(String... lines) throws IOException {
    return Files.write(Files.createTempFile(directory, "in", ".csv"), List.of(lines));
  }
}
