package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One or two JVMs that do a little of everything are killed, again and again. Then the database
/// has every acknowledged step and only whole ones, and a clean bill from CHECK DATABASE; and of
/// two the one that lives goes on. `-Dtck.crash.rounds=500` for a campaign, `-Dseed=...` to repeat
/// one.
class MixedCrashIT {
  private static final int ROUNDS = Integer.getInteger("tck.crash.rounds", 3);
  private static final int ROUNDS_OF_ONE_DATABASE = 6;

  @TempDir private Path directory;

  /// A JVM, and the last step that it acknowledged of each kind.
  private static final class Worker {
    private final int number;
    private final Path errors;
    private final Process process;
    private final BufferedReader output;
    private final Map<String, Long> acknowledged;

    Worker(int number, Path database, Path errors, Map<String, Long> acknowledged)
        throws Exception {
      this.number = number;
      this.errors = errors;
      this.acknowledged = acknowledged;
      Path classes =
          Path.of(CrashWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      this.process =
          ChildJvm.builder(
                  Path.of(System.getProperty("java.home")),
                  List.of(ChildJvm.driver(), classes),
                  CrashWorker.class.getName(),
                  "jdbc:armillaria:file:" + database,
                  String.valueOf(number))
              .redirectError(errors.toFile())
              .start();
      this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    void await(int lines) throws IOException {
      for (int i = 0; i < lines; i++) {
        String line = output.readLine();
        if (line == null) {
          throw new AssertionError("worker " + number + " ended: " + Files.readString(errors));
        }
        note(line);
      }
    }

    private void note(String line) {
      String[] words = line.split(" ", 2);
      acknowledged.put(words[0], Long.parseLong(words[1]));
    }

    /// Kills it, and reads what it had printed; a line cut short does not count.
    void kill() throws IOException, InterruptedException {
      // by its handle: Process.destroyForcibly would close the output, which is read below
      process.toHandle().destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      StringBuilder rest = new StringBuilder();
      for (int c = output.read(); c >= 0; c = output.read()) {
        rest.append((char) c);
      }
      rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(this::note);
      assertThat(Files.readString(errors)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void killedWorkersLoseNothingAcknowledgedAndKeepNothingHalf(int workers) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("MixedCrashIT: -Dseed=" + seed + ", " + ROUNDS + " rounds, " + workers);
    Random random = new Random(seed);
    List<Map<String, Long>> ledger = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Path path = directory.resolve("db-" + round / ROUNDS_OF_ONE_DATABASE);
      if (round % ROUNDS_OF_ONE_DATABASE == 0) {
        ledger.clear();
        try (Session session = Session.file(path)) {
          CrashWorker.prepare(session.connection(), workers);
        }
        for (int number = 0; number < workers; number++) {
          ledger.add(new TreeMap<>(Map.of("main", 0L, "dev", 0L, "kept", 0L)));
        }
      }
      work(path, ledger, random);
      try (Session session = Session.file(path)) {
        for (int number = 0; number < workers; number++) {
          check(session, number, ledger.get(number), "seed " + seed + ", round " + round);
        }
        assertThat(session.rows("SELECT COUNT(n) - COUNT(DISTINCT n) FROM item")).isEqualTo("0");
        assertThat(session.rows("CHECK DATABASE")).as("seed %s, round %s", seed, round).isEmpty();
      }
    }
  }

  /// Lets the workers work until all were killed.
  private void work(Path path, List<Map<String, Long>> ledger, Random random) throws Exception {
    List<Worker> alive = new ArrayList<>();
    for (int number = 0; number < ledger.size(); number++) {
      Path errors = directory.resolve("errors-" + number);
      alive.add(new Worker(number, path, errors, ledger.get(number)));
    }
    try {
      for (Worker worker : alive) {
        worker.await(1);
      }
      while (!alive.isEmpty()) {
        for (Worker worker : alive) {
          worker.await(random.nextInt(25));
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
        alive.remove(random.nextInt(alive.size())).kill();
      }
    } finally {
      alive.forEach(worker -> worker.process.toHandle().destroyForcibly());
    }
  }

  private static void check(
      Session session, int worker, Map<String, Long> acknowledged, String what)
      throws SQLException {
    String progress = "SELECT step FROM progress%s WHERE worker = " + worker;
    long steps = session.value(Long.class, progress.formatted(""));
    assertThat(steps).as(what).isBetween(acknowledged.get("main"), acknowledged.get("main") + 1);
    acknowledged.put("main", steps);
    assertThat(session.rows("SELECT id, v FROM item WHERE worker = ? ORDER BY id", worker))
        .as(what)
        .isEqualTo(
            CrashWorker.rows(worker, steps).entrySet().stream()
                .map(row -> row.getKey() + "|" + row.getValue())
                .collect(Collectors.joining("\n")));
    for (String branch : List.of("dev", "kept")) {
      long last = acknowledged.get(branch);
      if (last > 0) {
        long found =
            session.value(Long.class, progress.formatted("@\"" + branch + "-" + worker + "\""));
        // or the branch was begun anew, from where main was then
        assertThat(found == 1_000_000 * last || (found > last && found % 5 == 0))
            .as("%s: %s of %s has %s after %s", what, branch, worker, found, last)
            .isTrue();
      }
    }
  }
}
