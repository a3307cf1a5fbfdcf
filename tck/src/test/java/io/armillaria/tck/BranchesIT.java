package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Branches: create, use, write, merge, drop.
class BranchesIT {
  private Session session;

  @BeforeEach
  void aTable() throws SQLException {
    session = Session.memory();
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(10))",
        "INSERT INTO t VALUES (1, 'main')");
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void firstBranchIsMain() throws SQLException {
    assertThat(session.connection().getCatalog()).isEqualTo("main");
    assertThat(session.rows("SELECT id, v FROM t@main")).isEqualTo("1|main");
    assertThat(session.rows("SELECT name FROM __branches")).isEqualTo("main");
  }

  @Test
  void branchSeesWhatMainHadAndMainDoesNotSeeTheBranch() throws SQLException {
    session.run(
        "CREATE BRANCH dev",
        "INSERT INTO t@dev VALUES (2, 'dev')",
        "UPDATE t@dev SET v = 'changed' WHERE id = 1",
        "INSERT INTO t VALUES (3, 'later')");
    assertThat(session.rows("SELECT id, v FROM t ORDER BY id")).isEqualTo("1|main\n3|later");
    assertThat(session.rows("SELECT id, v FROM t@dev ORDER BY id")).isEqualTo("1|changed\n2|dev");
    session.run("DELETE FROM t@dev WHERE id = 1");
    assertThat(session.rows("SELECT id, v FROM t@dev ORDER BY id")).isEqualTo("2|dev");
  }

  @Test
  void useBranch() throws SQLException {
    session.run("CREATE BRANCH dev", "USE BRANCH dev", "INSERT INTO t VALUES (2, 'dev')");
    assertThat(session.connection().getCatalog()).isEqualTo("dev");
    assertThat(session.rows("SELECT id FROM t ORDER BY id")).isEqualTo("1\n2");
    assertThat(session.rows("SELECT id FROM t@main")).isEqualTo("1");
    session.run("USE BRANCH main");
    assertThat(session.rows("SELECT id FROM t")).isEqualTo("1");
  }

  @Test
  void branchOfAConnectionIsItsCatalog() throws SQLException {
    session.run("CREATE BRANCH dev", "INSERT INTO t@dev VALUES (2, 'dev')");
    try (Session other = session.another("branch=dev")) {
      assertThat(other.connection().getCatalog()).isEqualTo("dev");
      assertThat(other.rows("SELECT COUNT(*) FROM t")).isEqualTo("2");
      other.connection().setCatalog("main");
      assertThat(other.rows("SELECT COUNT(*) FROM t")).isEqualTo("1");
    }
  }

  @Test
  void branchFromABranchAndFromAnEarlierTime() throws SQLException {
    session.run(
        "CREATE BRANCH dev",
        "INSERT INTO t@dev VALUES (2, 'dev')",
        "CREATE BRANCH feature/x-1 FROM dev",
        "INSERT INTO t@feature/x-1 VALUES (3, 'x')");
    assertThat(session.rows("SELECT COUNT(*) FROM t@feature/x-1")).isEqualTo("3");
    assertThat(session.rows("SELECT COUNT(*) FROM t@\"feature/x-1\"")).isEqualTo("3");
    assertThat(session.rows("SELECT COUNT(*) FROM t@dev")).isEqualTo("2");
    String commit =
        session.value(
            String.class,
            "SELECT commit_id FROM __changelog WHERE table_name = 'T' AND new_version = 1");
    session.run("CREATE BRANCH early FROM main AS OF COMMIT '" + commit + "'");
    assertThat(session.rows("SELECT COUNT(*) FROM t@early")).isEqualTo("0");
  }

  @Test
  void namesIgnoreCaseAndKeepIt() throws SQLException {
    session.run("CREATE BRANCH Dev");
    assertThat(session.rows("SELECT name FROM __branches ORDER BY name")).isEqualTo("Dev\nmain");
    assertThat(session.rows("SELECT COUNT(*) FROM t@DEV")).isEqualTo("1");
    session.failure("42P04", "CREATE BRANCH dev");
  }

  @Test
  void createIfNotExistsAndOrReplace() throws SQLException {
    session.run("CREATE BRANCH dev", "INSERT INTO t@dev VALUES (2, 'dev')");
    session.run("CREATE BRANCH IF NOT EXISTS dev");
    assertThat(session.rows("SELECT COUNT(*) FROM t@dev")).isEqualTo("2");
    session.run("CREATE OR REPLACE BRANCH dev");
    assertThat(session.rows("SELECT COUNT(*) FROM t@dev")).isEqualTo("1");
  }

  @Test
  void dropBranch() throws SQLException {
    session.run("CREATE BRANCH dev", "DROP BRANCH dev");
    assertThat(session.failure("3D000", "SELECT * FROM t@dev")).contains("dev", "main");
    session.run("DROP BRANCH IF EXISTS dev");
    session.failure("3D000", "DROP BRANCH dev");
  }

  @Test
  void fastForwardMerge() throws SQLException {
    session.run(
        "CREATE BRANCH dev",
        "INSERT INTO t@dev VALUES (2, 'dev')",
        "CREATE TABLE u@dev (id INTEGER PRIMARY KEY)",
        "INSERT INTO u@dev VALUES (7)",
        "MERGE BRANCH dev INTO main");
    assertThat(session.rows("SELECT id, v FROM t ORDER BY id")).isEqualTo("1|main\n2|dev");
    assertThat(session.rows("SELECT id FROM u")).isEqualTo("7");
    session.run("INSERT INTO t VALUES (3, 'after')");
    assertThat(session.rows("SELECT COUNT(*) FROM t@dev")).isEqualTo("2");
  }

  @Test
  void mergeOfNothingNewChangesNothing() throws SQLException {
    session.run("CREATE BRANCH dev", "MERGE BRANCH dev INTO main", "INSERT INTO t VALUES (2, 'x')");
    String before = session.rows("SELECT COUNT(*) FROM __commits");
    session.run("MERGE BRANCH dev INTO main");
    assertThat(session.rows("SELECT COUNT(*) FROM __commits")).isEqualTo(before);
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("2");
  }

  @Test
  void mergeOfDivergedBranchesIsAConflict() throws SQLException {
    session.run("CREATE BRANCH dev", "UPDATE t@dev SET v = 'theirs'", "UPDATE t SET v = 'ours'");
    assertThat(session.failure("40001", "MERGE BRANCH dev INTO main")).contains("dev", "main");
    assertThat(session.rows("SELECT v FROM t")).isEqualTo("ours");
    assertThat(session.rows("SELECT v FROM t@dev")).isEqualTo("theirs");
  }

  @Test
  void writersOnDifferentBranchesDoNotConflict() throws SQLException {
    session.run("CREATE BRANCH dev");
    try (Session other = session.another("branch=dev")) {
      session.connection().setAutoCommit(false);
      other.connection().setAutoCommit(false);
      session.run("UPDATE t SET v = 'a' WHERE id = 1");
      other.run("UPDATE t SET v = 'b' WHERE id = 1");
      session.connection().commit();
      other.connection().commit();
    }
    assertThat(session.rows("SELECT (SELECT v FROM t@main), v FROM t@dev")).isEqualTo("a|b");
  }

  @Test
  void aTransactionWritesOneBranch() throws SQLException {
    session.run("CREATE BRANCH dev");
    session.connection().setAutoCommit(false);
    session.run("INSERT INTO t VALUES (2, 'main')");
    session.failure("25000", "INSERT INTO t@dev VALUES (2, 'dev')");
    session.connection().commit();
    assertThat(session.rows("SELECT (SELECT COUNT(*) FROM t), COUNT(*) FROM t@dev"))
        .isEqualTo("2|1");
  }

  @Test
  void joinOfBranches() throws SQLException {
    session.run(
        "CREATE BRANCH dev",
        "UPDATE t@dev SET v = 'dev'",
        "CREATE BRANCH qa FROM dev",
        "UPDATE t@qa SET v = 'qa'");
    assertThat(
            session.rows(
                "SELECT m.v, d.v, q.v, o.v FROM t m JOIN t@dev d ON m.id = d.id JOIN t@qa AS q ON"
                    + " d.id = q.id JOIN t@qa VERSION 2 AS o ON o.id = q.id"))
        .isEqualTo("main|dev|qa|main");
  }

  @Test
  void readsOfAnUnknownBranchSayWhichExist() throws SQLException {
    session.run("CREATE BRANCH dev");
    assertThat(session.failure("3D000", "SELECT * FROM t@nowhere"))
        .contains("nowhere", "dev", "main");
    session.failure("3D000", "USE BRANCH nowhere");
    session.failure("3D000", "MERGE BRANCH nowhere INTO main");
    session.failure("3D000", "CREATE BRANCH x FROM nowhere");
  }

  @Test
  void badNamesAreRefused() {
    for (String name : new String[] {"a//b", "a--b", "_a", "-a", "a/", "v12", "a b"}) {
      session.failure("42602", "CREATE BRANCH \"" + name + "\"");
    }
  }
}
