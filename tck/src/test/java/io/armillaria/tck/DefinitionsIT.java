package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two JVMs define the same tables at once. Each statement has an effect or is refused for a reason
/// that a definition may have; what is there in the end follows from the effects. Prints its seed,
/// `-Dseed=...` repeats what each does, not how they meet; `-Dtck.definitions.steps=N` for more.
class DefinitionsIT {
  private static final int STEPS = Integer.getInteger("tck.definitions.steps", 150);

  @TempDir private Path directory;

  @Test
  void whatIsThereFollowsFromWhatWasAcknowledged() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("DefinitionsIT: -Dseed=" + seed);
    Path path = directory.resolve("db");
    try (Session session = Session.file(path)) {
      DefinitionWorker.prepare(session.connection());
    }
    List<Process> workers = List.of(start(path, 1, seed), start(path, 2, seed));
    TreeMap<String, Integer> there = new TreeMap<>();
    for (Process worker : workers) {
      assertThat(worker.waitFor(120, TimeUnit.SECONDS)).as("the worker ends").isTrue();
    }
    for (int number = 1; number <= workers.size(); number++) {
      assertThat(Files.readString(errors(number))).as("seed %d", seed).isEmpty();
      assertThat(workers.get(number - 1).exitValue()).isZero();
      List<String> effects = Files.readAllLines(output(number));
      assertThat(effects).isNotEmpty();
      for (String effect : effects) {
        there.merge(effect.substring(2), effect.startsWith("+") ? 1 : -1, Integer::sum);
      }
    }
    there.values().removeIf(count -> count == 0);
    assertThat(there.values()).as("seed %d: %s", seed, there).allMatch(count -> count == 1);
    try (Session session = Session.file(path)) {
      assertThat(found(session)).as("seed %d", seed).isEqualTo(there.keySet());
      assertThat(session.rows("CHECK DATABASE")).as("seed %d", seed).isEmpty();
    }
  }

  private Process start(Path path, int number, long seed) throws Exception {
    Path classes =
        Path.of(DefinitionWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ChildJvm.builder(
            Path.of(System.getProperty("java.home")),
            List.of(ChildJvm.driver(), classes),
            DefinitionWorker.class.getName(),
            "jdbc:armillaria:file:" + path,
            String.valueOf(number),
            String.valueOf(seed),
            String.valueOf(STEPS))
        .redirectOutput(output(number).toFile())
        .redirectError(errors(number).toFile())
        .start();
  }

  private Path output(int number) {
    return directory.resolve("output" + number);
  }

  private Path errors(int number) {
    return directory.resolve("errors" + number);
  }

  /// What the workers could have made, in their words; each table is read whole.
  private static Set<String> found(Session session) throws SQLException {
    Set<String> found = new TreeSet<>();
    for (String table : names(session, "TABLE_NAME", "TABLE")) {
      session.rows("SELECT * FROM " + table);
      if (!table.equals("stays")) {
        found.add("table " + table);
      }
    }
    for (String column : names(session, "COLUMN_NAME", "COLUMN")) {
      if (column.startsWith("c")) {
        found.add("column " + column);
      }
    }
    for (String index : names(session, "INDEX_NAME", "INDEX")) {
      if (index.startsWith("i")) {
        found.add("index " + index);
      }
    }
    session.rows("SELECT id FROM stays").lines().forEach(id -> found.add("row " + id));
    return found;
  }

  /// Names that the driver's metadata has of the tables, of the columns of `stays`, or of its
  /// indexes.
  private static List<String> names(Session session, String label, String kind)
      throws SQLException {
    List<String> names = new ArrayList<>();
    var metadata = session.connection().getMetaData();
    try (ResultSet result =
        switch (kind) {
          case "TABLE" -> metadata.getTables(null, "PUBLIC", "%", new String[] {"TABLE"});
          case "COLUMN" -> metadata.getColumns(null, "PUBLIC", "STAYS", "%");
          default -> metadata.getIndexInfo(null, "PUBLIC", "STAYS", false, false);
        }) {
      while (result.next()) {
        String name = result.getString(label).toLowerCase(Locale.ROOT);
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
