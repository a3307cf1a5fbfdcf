package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Text and names that look like the extensions, and extensions among comments and line ends.
class OddNamesIT {
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
  void anAddressIsNotABranch() throws SQLException {
    session.run(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(40))",
        "INSERT INTO users VALUES (1, 'alice@example.com'), (2, 'bob@dev VERSION 3')");
    assertThat(session.rows("SELECT id FROM users WHERE email = 'alice@example.com'"))
        .isEqualTo("1");
    assertThat(session.rows("SELECT id FROM users WHERE email LIKE '%@dev VERSION 3'"))
        .isEqualTo("2");
    assertThat(
            session.rows(
                "SELECT 'users@main AS OF VERSION 9' FROM users@main VERSION 2 WHERE id = 1"))
        .isEqualTo("users@main AS OF VERSION 9");
  }

  @Test
  void aColumnCalledVersion() throws SQLException {
    session.run(
        "CREATE TABLE releases (version INTEGER PRIMARY KEY, branch VARCHAR(10), tag VARCHAR(10),"
            + " copy INTEGER)",
        "INSERT INTO releases VALUES (1, 'a', 'x', 5), (2, 'b', 'y', 6)");
    assertThat(session.rows("SELECT version, branch, tag, copy FROM releases WHERE version = 2"))
        .isEqualTo("2|b|y|6");
    assertThat(session.rows("SELECT r.version FROM releases VERSION 2 AS r ORDER BY version"))
        .isEqualTo("1\n2");
    assertThat(
            session.rows(
                "SELECT version AS version FROM releases AS version ORDER BY version.version"))
        .isEqualTo("1\n2");
    assertThat(session.rows("SELECT version FROM releases version WHERE version.version = 1"))
        .isEqualTo("1");
    session.run("UPDATE releases SET version = version + 10, branch = 'c' WHERE version = 1");
    assertThat(session.rows("SELECT MAX(version) FROM releases")).isEqualTo("11");
  }

  @Test
  void aTableWithAnAtSign() throws SQLException {
    session.run("CREATE TABLE \"a@b\" (id INTEGER PRIMARY KEY)", "INSERT INTO \"a@b\" VALUES (1)");
    assertThat(session.rows("SELECT id FROM \"a@b\"")).isEqualTo("1");
    session.run("CREATE BRANCH b", "INSERT INTO \"a@b\"@b VALUES (2)");
    assertThat(session.rows("SELECT COUNT(*) FROM \"a@b\"@b VERSION 3")).isEqualTo("2");
    assertThat(session.rows("SELECT COUNT(*) FROM \"a@b\"@\"b\" AS x")).isEqualTo("2");
    session.failure("42P01", "SELECT * FROM a@b");
    session.run("DROP TABLE \"a@b\"");
  }

  @Test
  void quotedNamesKeepTheirCase() throws SQLException {
    session.run(
        "CREATE TABLE \"Mixed Case\" (\"select\" INTEGER PRIMARY KEY, \"it's\" VARCHAR(5),"
            + " \"a\"\"b\" INTEGER)",
        "INSERT INTO \"Mixed Case\" (\"select\", \"it's\", \"a\"\"b\") VALUES (1, 'x', 2)");
    assertThat(
            session.rows("SELECT \"select\", \"it's\", \"a\"\"b\" FROM \"Mixed Case\" VERSION 2"))
        .isEqualTo("1|x|2");
    session.failure("42P01", "SELECT * FROM \"MIXED CASE\"");
  }

  @Test
  void unquotedNamesFold() throws SQLException {
    session.run("CREATE TABLE Folded (Id INTEGER PRIMARY KEY)", "INSERT INTO FOLDED VALUES (1)");
    assertThat(session.rows("SELECT iD FROM \"FOLDED\"")).isEqualTo("1");
    assertThat(session.answer("SELECT * FROM folded").labels()).containsExactly("ID");
  }

  @Test
  void commentsAndLineEndsAroundEveryExtension() throws SQLException {
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY)",
        "INSERT INTO t VALUES (1)",
        "CREATE /* a */ BRANCH -- b\n dev /* c */ FROM\n\tmain -- d",
        "INSERT /* x */ INTO t@dev /* y */ VALUES -- z\n (2)",
        "/* first */ USE\n\n BRANCH /**/ dev -- last");
    assertThat(session.rows("SELECT id FROM t -- VERSION 1\n ORDER BY id")).isEqualTo("1\n2");
    assertThat(session.rows("SELECT id FROM t /* @main */ VERSION /* n */\n 2 /* alias */ x"))
        .isEqualTo("1");
    assertThat(session.rows("SELECT id FROM t\nAS -- as\nOF\tVERSION\r\n2 AS x")).isEqualTo("1");
    assertThat(session.rows("SELECT id FROM t@main -- the branch\n AS y")).isEqualTo("1");
    assertThat(
            session.rows(
                """
                SELECT id FROM t
                FOR /**/ SYSTEM_TIME AS
                OF TIMESTAMP -- when
                '2999-01-01 00:00:00' ORDER BY id\
                """))
        .isEqualTo("1\n2");
    session.run(
        "USE BRANCH main", "MERGE -- m\n BRANCH /* n */ dev\nINTO\nmain", "DROP /**/ BRANCH\ndev");
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("2");
  }

  @Test
  void aSemicolonAtTheEnd() throws SQLException {
    assertThat(session.rows("SELECT 1;")).isEqualTo("1");
    assertThat(session.rows("SELECT ';' -- ;\n;")).isEqualTo(";");
  }

  @Test
  void namesAndTextOutsideAscii() throws SQLException {
    session.run(
        "CREATE TABLE \"Größe\" (\"naïve\" VARCHAR(20) PRIMARY KEY)",
        "INSERT INTO \"Größe\" VALUES ('日本語'), ('😀')");
    assertThat(session.rows("SELECT \"naïve\" FROM \"Größe\" WHERE \"naïve\" = '日本語'"))
        .isEqualTo("日本語");
    session.run("CREATE BRANCH größe");
    assertThat(session.rows("SELECT COUNT(*) FROM \"Größe\"@größe")).isEqualTo("2");
  }

  @Test
  void versionWordsAsAliases() throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    assertThat(session.rows("SELECT version.id FROM t version")).isEqualTo("1");
    assertThat(session.rows("SELECT branch.id FROM t branch JOIN t tag ON branch.id = tag.id"))
        .isEqualTo("1");
    assertThat(session.rows("SELECT version.id FROM t VERSION 2 version")).isEqualTo("1");
  }
}
