package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.TableSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One JVM collects garbage while another one reads and writes, or is killed. All rows of the table
/// have one name at each version.
final class TestVacuumOfTwoProcesses {
  private static final int ROWS = 300;
  private static final int ROUNDS = 3;

  @TempDir private Path directory;

  /// Does what it is told by a line, and answers by a line.
  public static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      try (Database database = open(Path.of(arguments[0]), ChunkLayout.valueOf(arguments[1]))) {
        Optional<Transaction> open = Optional.empty();
        Optional<TableSnapshot> table = Optional.empty();
        System.out.println("open");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          switch (line) {
            case "begin" -> {
              open = Optional.of(database.begin("main"));
              table = Optional.of(open.get().table(Optional.empty(), "T", VersionSelector.LATEST));
              System.out.println(table.get().version().orElseThrow());
            }
            case "read" -> System.out.println(name(Tables.rows(table.orElseThrow())));
            case "rename" -> {
              Tables.renameAll(open.orElseThrow(), "by the other");
              System.out.println("renamed");
            }
            case "commit" -> {
              open.orElseThrow().commit("", "");
              System.out.println("committed");
            }
            case "vacuum" -> {
              while (true) {
                try {
                  database.vacuum(OptionalInt.of(0), false, 50);
                } catch (DatabaseException e) {
                  requireRefused(e);
                }
                System.out.println("vacuumed");
              }
            }
            default -> {
              open.ifPresent(Transaction::close);
              System.out.println("ended");
            }
          }
        }
      }
    }
  }

  private static void requireRefused(DatabaseException e) {
    if (!(e.failure() instanceof Failure.InvalidTransactionState)) {
      throw e;
    }
  }

  private static Database open(Path directory, ChunkLayout layout) {
    return Database.open(
        new DatabaseOptions(
            Optional.of(directory), true, new ChunkOptions(layout, true), "auto", false),
        Environment.MACHINE,
        new Checkpointer.Limits(50, 1 << 20, 5));
  }

  /// The one name of all rows.
  private static String name(Map<Long, String> rows) {
    assertThat(rows).hasSize(ROWS);
    assertThat(new HashSet<>(rows.values())).hasSize(1);
    return rows.get(1L);
  }

  private static String name(Database database) {
    try (Transaction transaction = database.begin("main")) {
      return name(Tables.rows(transaction));
    }
  }

  private static void rename(Database database, String name) {
    try (Transaction transaction = database.begin("main")) {
      Tables.renameAll(transaction, name);
      transaction.commit("", "");
    }
  }

  private static Database create(Path path, ChunkLayout layout) {
    Database database = open(path, layout);
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      Map<Long, String> rows = new TreeMap<>();
      for (long id = 0; id < ROWS; id++) {
        rows.put(id, "first" + "-".repeat(100));
      }
      Tables.insert(transaction, rows);
      transaction.commit("", "");
    }
    return database;
  }

  @ParameterizedTest
  @EnumSource
  void readersAndWritersOfOthersAreHonoured(ChunkLayout layout) throws Exception {
    Path path = directory.resolve("db");
    try (Database database = create(path, layout)) {
      rename(database, "second");
      Process other = start(path, layout);
      assertThat(ask(other, "begin")).isEqualTo("2");
      rename(database, "third");
      database.optimize("main", "T");
      assertThat(database.vacuum(OptionalInt.of(0), false).versions()).isEqualTo(1);
      database.vacuum(OptionalInt.of(0), false);
      assertThat(ask(other, "read")).isEqualTo("second");
      assertThat(ask(other, "end")).isEqualTo("ended");
      assertThat(database.vacuum(OptionalInt.of(0), false).versions()).isEqualTo(1);
      assertThat(path.resolve("quarantine")).isEmptyDirectory();
      assertThat(ask(other, "begin")).isEqualTo("3");
      assertThat(ask(other, "rename")).isEqualTo("renamed");
      assertThatThrownBy(() -> database.vacuum(OptionalInt.of(0), false, 50))
          .hasMessageContaining("writing");
      assertThat(ask(other, "commit")).isEqualTo("committed");
      assertThat(database.vacuum(OptionalInt.of(0), false).versions()).isEqualTo(1);
      assertThat(name(database)).isEqualTo("by the other");
      other.outputWriter().close();
      assertThat(other.waitFor()).isZero();
      check(database);
    }
  }

  /// Who is killed while it reads or writes holds up nobody.
  @ParameterizedTest
  @EnumSource
  void thoseWhoDiedAreForgotten(ChunkLayout layout) throws Exception {
    Path path = directory.resolve("db");
    try (Database database = create(path, layout)) {
      Process other = start(path, layout);
      assertThat(ask(other, "begin")).isEqualTo("1");
      assertThat(ask(other, "rename")).isEqualTo("renamed");
      rename(database, "second");
      assertThatThrownBy(() -> database.vacuum(OptionalInt.of(0), false, 50))
          .hasMessageContaining("writing");
      other.destroyForcibly().waitFor();
      assertThat(database.vacuum(OptionalInt.of(0), false).versions()).isEqualTo(1);
      assertThat(name(database)).isEqualTo("second");
      check(database);
    }
  }

  /// One that collects all the time is killed, again and again, while this one reads and writes.
  @ParameterizedTest
  @EnumSource
  void aCollectorThatDiedLeavesNothingBehind(ChunkLayout layout) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestVacuumOfTwoProcesses " + layout + " seed " + seed);
    Random random = new Random(seed);
    Path path = directory.resolve("db");
    try (Database database = create(path, layout)) {
      int commits = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Process other = start(path, layout);
        assertThat(ask(other, "vacuum")).isEqualTo("vacuumed");
        for (int i = random.nextInt(20); i >= 0; i--) {
          rename(database, "commit " + ++commits);
          assertThat(name(database)).isEqualTo("commit " + commits);
          if (random.nextInt(4) == 0) {
            database.optimize("main", "T");
          }
        }
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly().waitFor();
        rename(database, "commit " + ++commits);
        database.optimize("main", "T");
        assertThat(name(database)).isEqualTo("commit " + commits);
        database.vacuum(OptionalInt.of(0), false);
        check(database);
      }
    }
    try (Database database = open(path, layout)) {
      check(database);
    }
  }

  private static void check(Database database) {
    List<Problem> problems = new ArrayList<>();
    database.check(problems::add, () -> {});
    assertThat(problems).isEmpty();
  }

  private static String ask(Process other, String what) throws IOException {
    Writer writer = other.outputWriter(StandardCharsets.UTF_8);
    writer.write(what + "\n");
    writer.flush();
    return other.inputReader(StandardCharsets.UTF_8).readLine();
  }

  private Process start(Path path, ChunkLayout layout) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(Other.class.getName(), path.toString(), layout.name()));
    Process other =
        new ProcessBuilder(command).redirectError(directory.resolve("errors").toFile()).start();
    assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open");
    return other;
  }
}
