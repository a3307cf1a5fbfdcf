package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.txn.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the scripts in `src/test/resources/sql`, each on a database of its own. A statement's lines
/// begin with `> `; what it gives follows, up to an empty line; `#` begins a comment. With
/// `-Drecord=true` the scripts are written anew with what the statements give.
class SqlScriptTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/sql");

  static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void givesWhatTheScriptSays(String script) throws IOException {
    List<String> expected = Files.readAllLines(SCRIPTS.resolve(script));
    List<String> actual = run(expected);
    if (Boolean.getBoolean("record")) {
      Files.write(SCRIPTS.resolve(script), actual);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static List<String> run(List<String> lines) {
    List<String> actual = new ArrayList<>();
    try (Engine engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 2));
        Session session =
            engine.newSession(
                new SessionOptions("main", "tester", ZoneId.of("Europe/Berlin"), false))) {
      ScriptRunner runner = new ScriptRunner(session);
      StringBuilder statement = new StringBuilder();
      boolean inResult = false;
      for (String line : lines) {
        if (line.startsWith("> ")) {
          statement.append(statement.isEmpty() ? "" : "\n").append(line.substring(2));
          actual.add(line);
          inResult = true;
          continue;
        }
        if (!statement.isEmpty()) {
          actual.addAll(runner.run(statement.toString()));
          statement.setLength(0);
        }
        inResult &= !line.isEmpty();
        if (!inResult) {
          actual.add(line);
        }
      }
      if (!statement.isEmpty()) {
        actual.addAll(runner.run(statement.toString()));
      }
    }
    return actual;
  }
}
