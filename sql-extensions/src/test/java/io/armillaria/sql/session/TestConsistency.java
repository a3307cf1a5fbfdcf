package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Isolation;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries beside another process that commits.
class TestConsistency {
  private static final String EVENTUAL = "SELECT COUNT(*) FROM t WITH CONSISTENCY eventual";
  private static final String SNAPSHOT = "SELECT COUNT(*) FROM t WITH CONSISTENCY snapshot";

  @TempDir private Path directory;

  private Engine engine;
  private Session session;
  private Process other;

  /// Runs the statements that it is given, a line each, and answers each with a line.
  public static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      try (Engine engine = TestConsistency.open(Path.of(arguments[0]));
          Session session = TestConsistency.session(engine)) {
        for (String sql = lines.readLine(); sql != null; sql = lines.readLine()) {
          System.out.println(run(session, sql).getLast());
        }
      }
    }
  }

  @BeforeEach
  void open() throws IOException {
    engine = open(directory.resolve("db"));
    session = session(engine);
    run(session, "CREATE TABLE t (id INTEGER)");
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                directory.resolve("db").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
  }

  @AfterEach
  void close() throws Exception {
    other.outputWriter(StandardCharsets.UTF_8).close();
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    session.close();
    engine.close();
  }

  private void theyInsert(int id) throws IOException {
    BufferedWriter statements = other.outputWriter(StandardCharsets.UTF_8);
    statements.write("INSERT INTO t VALUES (" + id + ")\n");
    statements.flush();
    assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("1 row");
  }

  private static Engine open(Path path) {
    return Engine.open(new EngineOptions(DatabaseOptions.at(path), 1));
  }

  private static Session session(Engine engine) {
    return engine.newSession(new SessionOptions("main", "tester", ZoneId.of("UTC"), false));
  }

  @Test
  void eventualQueriesReadWithoutLooking() throws IOException {
    assertThat(count(EVENTUAL)).isEqualTo("0");
    theyInsert(1);
    PreparedSql prepared = session.prepare(EVENTUAL);
    assertThat(prepared.columns()).isPresent();
    assertThat(count(EVENTUAL)).isEqualTo("0");
    assertThat(count(EVENTUAL + " ")).isEqualTo("0");
    assertThat(count(SNAPSHOT)).isEqualTo("1");
    assertThat(count(EVENTUAL)).isEqualTo("1");
    run(session, "INSERT INTO t VALUES (2)");
    assertThat(count(EVENTUAL)).isEqualTo("2");
  }

  @Test
  void soTheyDoInATransactionThatReadsWhatIsCommitted() throws IOException {
    session.setIsolation(Isolation.READ_COMMITTED);
    session.setAutoCommit(false);
    assertThat(count(SNAPSHOT)).isEqualTo("0");
    theyInsert(1);
    assertThat(count(EVENTUAL)).isEqualTo("0");
    assertThat(count(SNAPSHOT)).isEqualTo("1");
    assertThat(count(EVENTUAL)).isEqualTo("1");
    session.commit();
  }

  @Test
  void theyReadWhatTheirTransactionDoes() throws IOException {
    session.setAutoCommit(false);
    assertThat(count(EVENTUAL)).isEqualTo("0");
    run(session, "INSERT INTO t VALUES (1)");
    theyInsert(2);
    assertThat(count(EVENTUAL)).isEqualTo("1");
    session.commit();
    assertThat(count(EVENTUAL)).isEqualTo("2");
  }

  /// The word alone says nothing.
  @Test
  void anAliasIsNoConsistency() throws IOException {
    theyInsert(1);
    assertThat(count("SELECT COUNT(*) FROM t eventual")).isEqualTo("1");
  }

  private String count(String query) {
    return run(session, query).getLast();
  }

  private static List<String> run(Session session, String sql) {
    return new ScriptRunner(session).run(sql);
  }
}
