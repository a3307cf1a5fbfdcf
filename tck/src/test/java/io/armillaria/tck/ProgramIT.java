package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs with nothing but the driver's jar on the class path and no flag.
class ProgramIT {
  private static final String TOUR =
      """
      import java.sql.*;
      class Tour {
        public static void main(String[] args) throws SQLException {
          Statement s = DriverManager.getConnection(args[0]).createStatement();
          for (String sql : args[1].split(";")) {
            if (s.execute(sql)) {
              for (ResultSet r = s.getResultSet(); r.next(); System.out.println(r.getString(1)));
            }
          }
        }
      }
      """;

  private static final String STEPS =
      """
      CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(10));
      INSERT INTO t VALUES (1, 'one'), (2, 'two');
      UPDATE t SET v = 'zwei' WHERE id = 2;
      SELECT v FROM t ORDER BY id;
      SELECT v FROM t VERSION 2 ORDER BY id;
      SELECT a.v || b.v FROM t AS OF VERSION 2 a JOIN t b ON a.id = b.id WHERE a.id = 2;
      SELECT COUNT(*) FROM t AS OF TIMESTAMP '2999-01-01 00:00:00';
      CREATE BRANCH dev;
      DELETE FROM t@dev WHERE id = 1;
      SELECT COUNT(*) FROM t;
      SELECT COUNT(*) FROM t@dev;
      MERGE BRANCH dev INTO main;
      SELECT COUNT(*) FROM t;
      SELECT new_version FROM __changelog ORDER BY tx_id;
      SELECT COUNT(*) FROM __storage\
      """;

  @TempDir private Path directory;

  @Test
  void theWholeTourPrintsNothingOnStandardErrorAndEnds() throws Exception {
    ChildJvm.compile(directory, "Tour", TOUR, 25);
    for (String url :
        List.of("jdbc:armillaria:mem:tour", "jdbc:armillaria:file:" + directory.resolve("db"))) {
      assertThat(ChildJvm.run(home(), List.of(ChildJvm.driver(), directory), "Tour", url, STEPS))
          .isEqualTo(
              new ChildJvm.Outcome(
                  0,
                  """
                  one
                  zwei
                  one
                  two
                  twozwei
                  2
                  2
                  1
                  1
                  1
                  2
                  3
                  4
                  1
                  """,
                  ""));
    }
  }

  @Test
  void anOlderJavaIsToldWhichOneIsNeeded() throws Exception {
    Optional<Path> older = olderJava();
    assumeTrue(older.isPresent(), "no Java of 17 to 24 here");
    Path javaHome = older.get();
    ChildJvm.compile(
        directory,
        "Probe",
        """
        class Probe {
          public static void main(String[] args) {
            try {
              java.sql.DriverManager.getConnection("jdbc:armillaria:mem:x");
            } catch (java.sql.SQLException e) {
              System.out.println(e.getMessage());
            }
          }
        }
        """,
        17);
    ChildJvm.Outcome outcome =
        ChildJvm.run(javaHome, List.of(ChildJvm.driver(), directory), "Probe");
    assertThat(outcome.output())
        .contains("Armillaria needs Java 25, found " + ChildJvm.version(javaHome));
    assertThat(outcome.errors()).isEmpty();
  }

  /// The Java that Maven runs on may be older than the one that the toolchain chose.
  private static Optional<Path> olderJava() throws IOException {
    Path maven = Path.of(System.getProperty("tck.maven.java"));
    Path installed = Path.of("/usr/lib/jvm");
    try (Stream<Path> others =
        Files.isDirectory(installed) ? Files.list(installed) : Stream.empty()) {
      for (Path javaHome : Stream.concat(Stream.of(maven), others.sorted()).toList()) {
        int version = ChildJvm.version(javaHome);
        if (version >= 17 && version < 25) {
          return Optional.of(javaHome);
        }
      }
    }
    return Optional.empty();
  }

  private static Path home() {
    return Path.of(System.getProperty("java.home"));
  }
}
