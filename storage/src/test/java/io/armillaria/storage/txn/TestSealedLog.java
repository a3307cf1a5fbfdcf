package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.log.LogSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Segments of the log that a checkpoint has go away, and nobody misses them.
final class TestSealedLog {
  private static final Path DATABASE = Path.of("/database");
  private static final Path CHECKPOINT = DATABASE.resolve("checkpoint");
  private static final Path COPY = DATABASE.resolve("checkpoint-2");
  private static final LogSizes LOG = new LogSizes(12 << 10, 24 << 10, 4 << 10);

  /// Only when the test says so.
  private static final Checkpointer.Limits NEVER =
      new Checkpointer.Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private final HostileFileSystem files = new HostileFileSystem();
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final List<Database> processes = new ArrayList<>();

  private Database start() {
    processes.add(
        Database.open(
            DatabaseOptions.at(DATABASE),
            new Environment(files, clock::incrementAndGet, LOG, PackSizes.STANDARD),
            NEVER));
    return processes.getLast();
  }

  @AfterEach
  void close() {
    processes.forEach(Database::close);
  }

  private static void create(Database database) {
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      transaction.commit("ann", "");
    }
  }

  /// Rows from..to, a commit each; every tenth is too long for a page.
  private static void insert(Database database, long from, long to) {
    for (long id = from; id <= to; id++) {
      try (Transaction transaction = database.begin("main")) {
        Tables.insert(transaction, Map.of(id, name(id)));
        transaction.commit("ann", "row " + id);
      }
    }
  }

  private static String name(long id) {
    return "row " + id + "-".repeat(id % 10 == 0 ? 2000 : 100);
  }

  private static Map<Long, String> model(long rows) {
    Map<Long, String> model = new TreeMap<>();
    for (long id = 1; id <= rows; id++) {
      model.put(id, name(id));
    }
    return model;
  }

  private static void compare(Database database, long rows) {
    for (long id = 0; id <= rows; id += 7) {
      try (Transaction transaction = database.begin("main")) {
        assertThat(Tables.rows(transaction, new VersionSelector.AtVersion(id + 1)))
            .isEqualTo(model(id));
      }
    }
    List<Problem> problems = new ArrayList<>();
    database.check(problems::add, () -> {});
    assertThat(problems).isEmpty();
  }

  private List<String> segments() throws IOException {
    return files.list(DATABASE.resolve("log"));
  }

  @Test
  void goesWhenACheckpointHasIt() throws IOException {
    Database database = start();
    create(database);
    insert(database, 1, 300);
    assertThat(segments()).hasSizeGreaterThan(3);
    String last = segments().getLast();
    database.checkpoint();
    assertThat(segments()).containsExactly(last);
    assertThat(files.list(DATABASE.resolve("quarantine"))).isNotEmpty();
    compare(database, 300);
    clock.addAndGet(600_000_000);
    insert(database, 301, 301);
    database.checkpoint();
    assertThat(files.list(DATABASE.resolve("quarantine"))).isEmpty();
    insert(database, 302, 350);
    database.close();
    compare(start(), 350);
  }

  @Test
  void staysReadableAfterReopening() {
    Database database = start();
    create(database);
    insert(database, 1, 300);
    database.checkpoint();
    insert(database, 301, 400);
    database.close();
    Database next = start();
    compare(next, 400);
    next.checkpoint();
    compare(next, 400);
  }

  @Test
  void anotherProcessReadsOnAndBehind() throws IOException {
    Database writer = start();
    create(writer);
    insert(writer, 1, 100);
    Database reader = start();
    compare(reader, 100);
    Database late = start();
    insert(writer, 101, 300);
    writer.checkpoint();
    // the others have not read that far
    assertThat(segments()).hasSizeGreaterThan(3);
    compare(late, 300);
    compare(reader, 300);
    writer.checkpoint();
    assertThat(segments()).hasSize(1);
    insert(reader, 301, 310);
    for (Database each : List.of(writer, reader, late, start())) {
      compare(each, 310);
    }
  }

  @Test
  void aProcessFindsChangesThatAnotherMoved() throws IOException {
    Database reader = start();
    create(reader);
    insert(reader, 1, 300);
    Database writer = start();
    compare(writer, 0);
    writer.checkpoint();
    assertThat(segments()).hasSize(1);
    insert(reader, 301, 310);
    reader.checkpoint();
    compare(reader, 310);
  }

  @Test
  void aProcessThatDiedHoldsNothingBack() throws IOException {
    Database dead = start();
    create(dead);
    Database writer = start();
    insert(writer, 1, 300);
    dead.close();
    writer.checkpoint();
    assertThat(segments()).hasSize(1);
    compare(writer, 300);
  }

  @Test
  void theLogAloneIsNoDatabaseThen() throws IOException {
    Database database = start();
    create(database);
    insert(database, 1, 300);
    database.checkpoint();
    database.close();
    files.delete(COPY);
    damage(CHECKPOINT, 17);
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class))
        .hasMessageContaining("neither the file checkpoint nor its copy checkpoint-2");
  }

  private void damage(Path file, int at) throws IOException {
    byte[] content = files.content(file);
    content[at] ^= (byte) (1 << (at % 8));
    files.damage(file, content);
  }

  /// Lost, cut short anywhere, or with a wrong bit anywhere.
  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "checkpoint-2"})
  void eitherFileOfACheckpointWillDo(String name) throws IOException {
    Path path = DATABASE.resolve(name);
    Database database = start();
    create(database);
    insert(database, 1, 90);
    database.checkpoint();
    insert(database, 91, 92);
    database.close();
    processes.clear();
    assertThat(segments().getFirst()).isNotEqualTo("0000000000000001.log");
    byte[] whole = files.content(path);
    for (int at = -1; at < 2 * whole.length; at++) {
      if (files.exists(path)) {
        files.delete(path);
      }
      if (at >= 0) {
        files.put(path, Arrays.copyOf(whole, at % whole.length));
      }
      if (at >= whole.length) {
        files.put(path, whole.clone());
        damage(path, at - whole.length);
      }
      Database opened = start();
      assertThat(rows(opened)).as("%d", at).isEqualTo(model(92));
      if (at < 0 || at % 40 == 0) {
        opened.checkpoint();
        assertThat(files.content(CHECKPOINT)).isEqualTo(files.content(COPY));
        compare(opened, 92);
        whole = files.content(path);
      }
      opened.close();
      processes.clear();
    }
  }

  private static Map<Long, String> rows(Database database) {
    try (Transaction transaction = database.begin("main")) {
      return Tables.rows(transaction);
    }
  }

  /// A process that died behind the first of the two files, or an older one, leaves them different.
  @Test
  void nothingGoesThatTheOlderOfTwoCheckpointsNeeds() throws IOException {
    Database database = start();
    create(database);
    insert(database, 1, 100);
    database.checkpoint();
    byte[] older = files.content(COPY);
    insert(database, 101, 300);
    database.close();
    processes.clear();
    database = start();
    database.checkpoint();
    database.close();
    processes.clear();
    files.put(COPY, older);
    database = start();
    clock.addAndGet(600_000_000);
    database.vacuum(OptionalInt.of(0), false);
    database.close();
    processes.clear();
    assertThat(files.content(COPY)).isEqualTo(files.content(CHECKPOINT)).isNotEqualTo(older);
    files.delete(CHECKPOINT);
    assertThat(rows(start())).isEqualTo(model(300));
    processes.getLast().checkpoint();
    assertThat(files.content(COPY)).isEqualTo(files.content(CHECKPOINT));
  }

  @Test
  void aCopyHasWhatItNeeds() {
    Database database = start();
    create(database);
    insert(database, 1, 300);
    database.checkpoint();
    insert(database, 301, 310);
    Path copy = Path.of("/copy");
    database.backup(copy);
    try (Database copied =
        Database.open(
            DatabaseOptions.at(copy),
            new Environment(files, clock::incrementAndGet, LOG, PackSizes.STANDARD))) {
      compare(copied, 310);
    }
  }
}
