package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two JVMs write one database at once, and one of them is killed. Each keeps a ledger of what was
/// acknowledged to it: a line for each row it inserted, written behind the commit.
final class TestTwoProcesses {
  private static final int ROUNDS = 2;
  private static final int MINE = 40;

  /// Inserts rows with ids from a first one on, counting each in row -1, until it is killed.
  public static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      long first = Long.parseLong(arguments[1]);
      try (Database database = open(Path.of(arguments[0]))) {
        for (long id = first; ; id++) {
          insert(database, id);
          System.out.println(id);
        }
      }
    }
  }

  private static Database open(Path directory) {
    return Database.open(
        DatabaseOptions.at(directory),
        Environment.MACHINE,
        new Checkpointer.Limits(50, 1 << 20, 5));
  }

  private static void insert(Database database, long id) {
    for (boolean done = false; !done; ) {
      try (Transaction transaction = database.begin("main")) {
        long count = Long.parseLong(Tables.rows(transaction).get(-1L));
        Tables.insert(transaction, Map.of(id, "a"));
        Tables.rename(transaction, -1, Long.toString(count + 1));
        transaction.commit("ann", "");
        done = true;
      } catch (DatabaseException e) {
        if (!(e.failure() instanceof Failure.WriteConflict)) {
          throw e;
        }
      }
    }
  }

  private static Map<Long, String> rows(Database database) {
    try (Transaction transaction = database.begin("main")) {
      return Tables.rows(transaction);
    }
  }

  @Test
  void losesNothingThatWasAcknowledged(@TempDir Path directory, @TempDir Path other)
      throws Exception {
    Path path = directory.resolve("db");
    Set<Long> acknowledged = new HashSet<>();
    Map<Long, String> last;
    try (Database database = open(path)) {
      try (Transaction transaction = database.begin("main")) {
        transaction.createTable(Optional.empty(), "T", Tables.keyed());
        Tables.insert(transaction, Map.of(-1L, "0"));
        transaction.commit("ann", "");
      }
      for (int round = 0; round < ROUNDS; round++) {
        Path ledger = other.resolve("ledger" + round);
        Process writer = start(path, 10_000L * (round + 1), ledger);
        while (Files.size(ledger) < 10 && writer.isAlive()) {
          insert(database, -2 - acknowledged.size());
          acknowledged.add(-2L - acknowledged.size());
        }
        for (int i = 0; i < MINE; i++) {
          insert(database, -2 - acknowledged.size());
          acknowledged.add(-2L - acknowledged.size());
        }
        assertThat(writer.isAlive()).isTrue();
        writer.destroyForcibly().waitFor();
        String text = Files.readString(ledger);
        for (String line : text.substring(0, text.lastIndexOf('\n')).split("\n", -1)) {
          acknowledged.add(Long.parseLong(line));
        }
        insert(database, 5000 + round);
        acknowledged.add(5000L + round);
      }
      last = check(database, acknowledged);
    }
    try (Database database = open(path)) {
      assertThat(rows(database)).isEqualTo(last);
    }
  }

  /// All that was acknowledged is there, and what a killed writer could not tell any more; the
  /// counter counted every row.
  private static Map<Long, String> check(Database database, Set<Long> acknowledged) {
    Map<Long, String> rows = new TreeMap<>(rows(database));
    assertThat(rows.keySet()).containsAll(acknowledged);
    assertThat(rows.size() - 1 - acknowledged.size()).isBetween(0, ROUNDS);
    assertThat(rows).containsEntry(-1L, Integer.toString(rows.size() - 1));
    return rows;
  }

  private static Process start(Path directory, long first, Path ledger) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(Writer.class.getName(), directory.toString(), Long.toString(first)));
    return new ProcessBuilder(command)
        .redirectOutput(ledger.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
