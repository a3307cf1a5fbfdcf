package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.TableSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows that one JVM has locked, seen from another one.
final class TestRowLocksOfTwoProcesses {
  private static final TransactionOptions PATIENT =
      new TransactionOptions(Isolation.SNAPSHOT, Duration.ofSeconds(30), Duration.ZERO);
  private static final TransactionOptions IMPATIENT =
      new TransactionOptions(Isolation.SNAPSHOT, Duration.ofMillis(50), Duration.ZERO);

  @TempDir private Path directory;
  private Database database;
  private Process other;
  private PrintWriter orders;
  private BufferedReader answers;

  /// Does what it is told, line by line, and says how it went: `lock 1`, `rename 1`, `commit`.
  public static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      try (Database database = Database.open(DatabaseOptions.at(Path.of(arguments[0])));
          Transaction transaction = database.begin("main", PATIENT)) {
        System.out.println("ready");
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
          System.out.println(obeyed(transaction, line.split(" ", -1)));
        }
      }
    }

    private static String obeyed(Transaction transaction, String[] order) {
      try {
        switch (order[0]) {
          case "lock" -> lock(transaction, Long.parseLong(order[1]));
          case "rename" -> Tables.rename(transaction, Long.parseLong(order[1]), "theirs");
          case "commit" -> transaction.commit("bob", "");
          default -> throw new IllegalArgumentException(order[0]);
        }
        return "done";
      } catch (DatabaseException e) {
        return e.failure().getClass().getSimpleName();
      }
    }
  }

  private static void lock(Transaction transaction, long id) {
    LockingRead read = transaction.lockingRead(Optional.empty());
    do {
      TableSnapshot table = read.view().table(Optional.empty(), "T", VersionSelector.LATEST);
      read.lock(table, Tables.address(table, id), Optional.empty());
    } while (!read.isDone());
    read.finish();
  }

  @BeforeEach
  void start() throws IOException {
    database = Database.open(DatabaseOptions.at(directory.resolve("db")));
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      Tables.insert(transaction, Map.of(1L, "one", 2L, "two", 3L, "three"));
      transaction.commit("ann", "");
    }
    other =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    Other.class.getName(),
                    directory.resolve("db").toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    orders = new PrintWriter(other.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
    assertThat(answers.readLine()).isEqualTo("ready");
  }

  @AfterEach
  void end() throws InterruptedException {
    other.destroyForcibly().waitFor();
    database.close();
  }

  private String order(String line) throws IOException {
    orders.println(line);
    return answers.readLine();
  }

  private static boolean tryLock(Transaction transaction, long id) {
    LockingRead read = transaction.lockingRead(Optional.empty());
    TableSnapshot table = read.view().table(Optional.empty(), "T", VersionSelector.LATEST);
    return read.tryLock(table, Tables.address(table, id));
  }

  private static Failure failure(Runnable work) {
    DatabaseException[] thrown = new DatabaseException[1];
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(DatabaseException.class, e -> thrown[0] = e);
    return thrown[0].failure();
  }

  @Test
  void keepWritersAndLockersAway() throws IOException {
    assertThat(order("lock 1")).isEqualTo("done");
    try (Transaction mine = database.begin("main", IMPATIENT)) {
      assertThat(tryLock(mine, 1)).isFalse();
      assertThat(tryLock(mine, 2)).isTrue();
      assertThat(failure(() -> lock(mine, 1))).isInstanceOf(Failure.LockNotAvailable.class);
      Tables.rename(mine, 1, "mine");
      assertThat(failure(() -> mine.commit("ann", "")))
          .isInstanceOf(Failure.LockNotAvailable.class);
    }
    assertThat(order("rename 1")).isEqualTo("done");
    assertThat(order("commit")).isEqualTo("done");
    try (Transaction mine = database.begin("main", IMPATIENT)) {
      assertThat(Tables.rows(mine)).containsEntry(1L, "theirs");
      lock(mine, 1);
    }
  }

  @Test
  void aWaiterGoesOnWithTheNewestRow() throws Exception {
    assertThat(order("lock 1")).isEqualTo("done");
    try (Transaction mine = database.begin("main", PATIENT)) {
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> lock(mine, 1));
      assertThat(order("rename 1")).isEqualTo("done");
      assertThat(waiting).isNotDone();
      assertThat(order("commit")).isEqualTo("done");
      waiting.get(20, TimeUnit.SECONDS);
      assertThat(Tables.rows(mine)).containsEntry(1L, "theirs");
      Tables.rename(mine, 1, "mine");
      mine.commit("ann", "");
    }
  }

  @Test
  void aCircleOverBothIsBroken() throws Exception {
    assertThat(order("lock 1")).isEqualTo("done");
    try (Transaction younger = database.begin("main", PATIENT)) {
      lock(younger, 2);
      orders.println("lock 2");
      assertThat(failure(() -> lock(younger, 1))).isInstanceOf(Failure.Deadlock.class);
      younger.rollback();
      assertThat(answers.readLine()).isEqualTo("done");
    }
  }

  @Test
  void thoseOfAKilledProcessVanish() throws Exception {
    assertThat(order("lock 1")).isEqualTo("done");
    try (Transaction mine = database.begin("main", PATIENT)) {
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> lock(mine, 1));
      Thread.sleep(50);
      assertThat(waiting).isNotDone();
      other.destroyForcibly().waitFor();
      waiting.get(20, TimeUnit.SECONDS);
    }
  }
}
