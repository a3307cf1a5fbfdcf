package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Databases that were written by this and earlier versions of the format are read as they were,
/// and written again. `golden/<version>` has them; [GoldenDatabase] makes new ones.
class GoldenIT {
  @TempDir private Path directory;

  static Stream<Path> databases() throws IOException, URISyntaxException {
    Path golden = Path.of(GoldenIT.class.getResource("/golden-files").toURI());
    try (Stream<Path> files = Files.walk(golden)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aDatabaseOfThatTimeReadsAsItDid(Path zip) throws IOException, SQLException {
    Path database = GoldenDatabase.unzip(zip, directory.resolve("database"));
    String wanted = Files.readString(Path.of(zip.toString().replace(".zip", ".txt")));
    for (String properties : new String[] {"io=read", "native=off;readOnly=true", "io=mapped"}) {
      try (Session session = Session.file(Path.of(database + ";timeZone=UTC;" + properties))) {
        assertThat(GoldenDatabase.answers(session.connection())).as(properties).isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aDatabaseOfThatTimeIsWhole(Path zip) throws IOException, SQLException {
    Path database = GoldenDatabase.unzip(zip, directory.resolve("database"));
    try (Session session = Session.file(database)) {
      assertThat(session.rows("CHECK DATABASE")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aDatabaseOfThatTimeTakesNewCommits(Path zip) throws IOException, SQLException {
    Path database = GoldenDatabase.unzip(zip, directory.resolve("database"));
    try (Session session = Session.file(database)) {
      session.run(
          "UPDATE wide SET price = 0 WHERE MOD(id, 2) = 0",
          "INSERT INTO customers (full_name, mail) VALUES ('New', 'new@example.com')",
          "OPTIMIZE TABLE wide",
          "OPTIMIZE TABLE counters",
          "COMMIT PREPARED 'golden one'",
          "VACUUM RETAIN 0 DAYS");
      session.failure(
          "23505", "INSERT INTO customers (full_name, mail) VALUES ('Ann', 'ann@example.com')");
    }
    try (Session session = Session.file(database)) {
      assertThat(session.rows("SELECT COUNT(*) FROM wide WHERE price = 0")).isEqualTo("1950");
      assertThat(session.rows("SELECT COUNT(*) FROM customers WHERE full_name = 'New'"))
          .isEqualTo("1");
      assertThat(session.rows("SELECT n FROM prepared_for WHERE id = 1")).isEqualTo("10");
      assertThat(session.rows("CHECK DATABASE")).isEmpty();
    }
  }
}
