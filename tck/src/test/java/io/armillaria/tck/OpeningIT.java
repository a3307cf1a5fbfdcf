package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Databases in files: opened again, shared, and refused when they are not what they should be.
class OpeningIT {
  @TempDir private Path directory;

  @Test
  void whatWasCommittedIsThereAgain() throws SQLException {
    Path path = database();
    try (Session session = Session.file(path)) {
      assertThat(session.rows("SELECT COUNT(*), SUM(id) FROM t")).isEqualTo("1000|500500");
      assertThat(session.rows("SELECT COUNT(*) FROM t VERSION 1")).isEqualTo("0");
      assertThat(session.rows("SELECT COUNT(*) FROM t@dev")).isEqualTo("999");
      session.run("DELETE FROM t WHERE id > 10");
    }
    try (Session session = Session.file(path)) {
      assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("10");
      assertThat(session.rows("SELECT COUNT(*) FROM t VERSION 2")).isEqualTo("1000");
    }
  }

  @Test
  void twoConnectionsShareOneDatabase() throws SQLException {
    Path path = database();
    try (Session one = Session.file(path);
        Session two = Session.file(path)) {
      one.run("DELETE FROM t WHERE id = 1");
      assertThat(two.rows("SELECT COUNT(*) FROM t")).isEqualTo("999");
    }
  }

  @Test
  void databasesInMemoryAreApart() throws SQLException {
    try (Session one = Session.memory();
        Session two = Session.memory();
        Session again = one.another()) {
      one.run("CREATE TABLE t (id INTEGER)");
      two.failure("42P01", "SELECT * FROM t");
      assertThat(again.rows("SELECT COUNT(*) FROM t")).isEqualTo("0");
    }
  }

  @Test
  void aFileIsNotADatabase() throws IOException {
    Path file = Files.writeString(directory.resolve("letter.txt"), "Dear reader,\n");
    assertThat(refusal(file, "08001")).contains("letter.txt");
    assertThat(file).hasContent("Dear reader,\n");
  }

  @Test
  void aDirectoryOfOtherFilesIsNotADatabase() throws IOException {
    Path other = Files.createDirectory(directory.resolve("photos"));
    Files.writeString(other.resolve("a.jpg"), "not a database");
    assertThat(refusal(other, "08001")).contains("photos");
    try (Stream<Path> files = Files.list(other)) {
      assertThat(files).containsExactly(other.resolve("a.jpg"));
    }
  }

  @Test
  void aPlaceThatIsNotWritable() throws IOException {
    Path locked = Files.createDirectory(directory.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "runs as root");
    assertThat(refusal(locked.resolve("db"), "08001")).contains("db");
  }

  @Test
  void aPathBelowAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("plain"), "x");
    assertThat(refusal(file.resolve("db"), "08001")).contains("db");
  }

  @Test
  void unknownUrlsAndProperties() {
    assertThat(failure("jdbc:armillaria:nothing:x").getSQLState()).isEqualTo("08001");
    assertThat(failure("jdbc:armillaria:mem:x;colour=red").getMessage()).contains("colour");
    SQLException noBranch = failure("jdbc:armillaria:mem:x;branch=nowhere");
    assertThat(noBranch.getMessage()).contains("nowhere");
    assertThat(noBranch.getSQLState()).isEqualTo("3D000");
  }

  @Test
  void everyByteOfDamageIsAnErrorOrHarmless() throws Exception {
    Path original = database();
    String wanted = contents(original);
    Random random = new Random(7);
    List<Path> files = files(original);
    assertThat(files).isNotEmpty();
    for (int round = 0; round < 40; round++) {
      Path copy = copy(original, directory.resolve("damaged-" + round));
      Path victim = files(copy).get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(victim);
      if (bytes.length == 0) {
        continue;
      }
      int place = random.nextInt(bytes.length);
      bytes[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(victim, bytes);
      String what = "round " + round + ": byte " + place + " of " + victim.getFileName();
      try {
        assertThat(contents(copy)).as(what).isEqualTo(wanted);
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(what + ": " + e.getMessage()).isIn("08001", "XX001");
      }
    }
  }

  @Test
  void aMissingOrShortenedFileIsAnError() throws Exception {
    Path original = database();
    String wanted = contents(original);
    for (int i = 0; i < files(original).size(); i++) {
      for (boolean remove : new boolean[] {true, false}) {
        Path copy = copy(original, directory.resolve("short-" + i + "-" + remove));
        Path victim = files(copy).get(i);
        byte[] bytes = Files.readAllBytes(victim);
        if (remove) {
          Files.delete(victim);
        } else {
          Files.write(victim, Arrays.copyOf(bytes, bytes.length / 2));
        }
        try {
          assertThat(contents(copy)).as("without %s", victim.getFileName()).isEqualTo(wanted);
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as(e.getMessage()).isIn("08001", "XX001");
        }
      }
    }
  }

  private Path database() throws SQLException {
    Path path = directory.resolve("db");
    try (Session session = Session.file(path)) {
      session.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(20))");
      session.connection().setAutoCommit(false);
      for (int id = 1; id <= 1_000; id++) {
        session.update("INSERT INTO t VALUES (?, ?)", id, "row " + id);
      }
      session.connection().commit();
      session.connection().setAutoCommit(true);
      session.run("CREATE BRANCH dev", "DELETE FROM t@dev WHERE id = 500");
    }
    return path;
  }

  private static String contents(Path path) throws SQLException {
    try (Session session = Session.file(path)) {
      return session.rows("SELECT id, v FROM t ORDER BY id")
          + session.rows("SELECT id, v FROM t@dev ORDER BY id")
          + session.rows("SELECT COUNT(*) FROM t VERSION 1")
          + session.rows("SELECT commit_id FROM __commits ORDER BY tx_id");
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static String refusal(Path path, String sqlState) {
    SQLException failure = failure("jdbc:armillaria:file:" + path);
    assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(sqlState);
    return failure.getMessage();
  }

  private static SQLException failure(String url) {
    return catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url).close());
  }
}
