package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM is killed while it loads; the database then has every acknowledged transaction, and only
/// whole ones. `-Dtck.crash.rounds=500` for a campaign, `-Dseed=...` to repeat one.
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("tck.crash.rounds", 4);
  private static final int ROUNDS_OF_ONE_DATABASE = 8;
  private static final int TRANSACTIONS = 1_000;

  @TempDir private Path directory;

  @Test
  void killedLoadsLoseNothingAcknowledgedAndKeepNothingHalf() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("CrashIT: -Dseed=" + seed + ", " + ROUNDS + " rounds");
    Random random = new Random(seed);
    long last = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path path = directory.resolve("db-" + round / ROUNDS_OF_ONE_DATABASE);
      if (round % ROUNDS_OF_ONE_DATABASE == 0) {
        try (Session session = Session.file(path)) {
          CrashLoader.prepare(session.connection());
        }
        last = 0;
      }
      long acknowledged = Math.max(last, loadUntilKilled(path, random));
      last = check(path, acknowledged, "seed " + seed + ", round " + round);
    }
  }

  /// Gives the last transaction whose commit returned before the JVM was killed, or 0 if none did.
  /// A quarter of the kills come at any time from the start on, the others between transactions and
  /// within them.
  private static long loadUntilKilled(Path path, Random random) throws Exception {
    Process child =
        ChildJvm.builder(
                Path.of(System.getProperty("java.home")),
                List.of(ChildJvm.driver(), classes()),
                CrashLoader.class.getName(),
                "jdbc:armillaria:file:" + path,
                String.valueOf(TRANSACTIONS))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      long acknowledged = 0;
      if (random.nextInt(4) == 0) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
      } else {
        for (int i = random.nextInt(40); i >= 0; i--) {
          String line = output.readLine();
          assertThat(line).as("the loader's output").matches("\\d+");
          acknowledged = Long.parseLong(line);
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
      }
      // by its handle: Process.destroyForcibly would close the output, which is read below
      child.toHandle().destroyForcibly();
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return Math.max(acknowledged, lastComplete(output));
    }
  }

  /// What was printed before the kill and not yet read; a line cut short does not count.
  private static long lastComplete(BufferedReader output) throws IOException {
    StringBuilder rest = new StringBuilder();
    for (int c = output.read(); c >= 0; c = output.read()) {
      rest.append((char) c);
    }
    int end = rest.lastIndexOf("\n");
    return end < 0 ? 0 : rest.substring(0, end).lines().mapToLong(Long::parseLong).max().orElse(0);
  }

  /// Gives the last transaction that the database has.
  private static long check(Path path, long acknowledged, String what) throws SQLException {
    try (Session session = Session.file(path)) {
      long last = CrashLoader.last(session.connection());
      assertThat(last).as(what).isBetween(acknowledged, acknowledged + 1);
      assertThat(session.rows("SELECT COUNT(*), COUNT(DISTINCT tx), MIN(tx), MAX(tx) FROM loaded"))
          .as(what)
          .isEqualTo(
              last == 0 ? "0|0|NULL|NULL" : last * CrashLoader.ROWS + "|" + last + "|1|" + last);
      assertThat(
              session.rows(
                  """
                  SELECT COUNT(*) FROM (
                    SELECT tx, COUNT(*) AS c, SUM(n) AS s FROM loaded GROUP BY tx) AS x
                  WHERE c <> 1000 OR s <> 499500\
                  """))
          .as(what)
          .isEqualTo("0");
      for (long transaction : last == 0 ? new long[0] : new long[] {1, (last + 1) / 2, last}) {
        assertThat(session.rows("SELECT payload FROM loaded WHERE tx = ? AND n = 999", transaction))
            .as(what)
            .isEqualTo(CrashLoader.payload(transaction, 999));
      }
      return last;
    }
  }

  private static Path classes() throws Exception {
    return Path.of(CrashLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
