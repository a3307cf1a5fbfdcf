package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.type.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several processes have one database open: each has its own history and caches, and knows of the
/// others by locks, words and files alone.
final class TestSharedDatabase {
  private final HostileFileSystem files = new HostileFileSystem();
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final List<Database> processes = new ArrayList<>();

  private Database start() {
    return start(ChunkLayout.PACKED);
  }

  private Database start(ChunkLayout layout) {
    processes.add(
        Database.open(
            new DatabaseOptions(
                Optional.of(Path.of("/database")),
                true,
                new ChunkOptions(layout, true),
                "auto",
                false),
            new Environment(files, clock::incrementAndGet),
            new Checkpointer.Limits(20, 1 << 20, 5)));
    return processes.getLast();
  }

  @AfterEach
  void close() {
    processes.forEach(Database::close);
  }

  private static void create(Database database, TableSchema schema) {
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", schema);
      transaction.commit("ann", "");
    }
  }

  private static void insert(Database database, long id, String name) {
    try (Transaction transaction = database.begin("main")) {
      Tables.insert(transaction, Map.of(id, name));
      transaction.commit("ann", "");
    }
  }

  private static Map<Long, String> rows(Database database) {
    try (Transaction transaction = database.begin("main")) {
      return Tables.rows(transaction);
    }
  }

  @Test
  void everyProcessSeesWhatOthersCommitted() {
    Database a = start();
    Database b = start();
    create(a, Tables.keyed());
    insert(b, 1, "one");
    insert(a, 2, "two");
    assertThat(rows(b)).isEqualTo(rows(a)).isEqualTo(Map.of(1L, "one", 2L, "two"));
    a.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    assertThat(b.branch("DEV")).hasValue("dev");
    assertThat(b.commits()).isEqualTo(a.commits()).hasSize(3);
    assertThat(rows(start())).isEqualTo(rows(a));
  }

  @Test
  void whatAProcessKnowsIsReadWithoutALook() {
    Database a = start();
    Database b = start();
    create(a, Tables.keyed());
    assertThat(rows(b)).isEmpty();
    insert(a, 1, "one");
    assertThat(known(a)).isEqualTo(Map.of(1L, "one"));
    assertThat(known(b)).isEmpty();
    assertThat(known(b)).isEmpty();
    assertThat(rows(b)).isEqualTo(Map.of(1L, "one"));
    assertThat(known(b)).isEqualTo(Map.of(1L, "one"));
  }

  private static Map<Long, String> known(Database database) {
    try (Transaction transaction = database.beginKnown("main", TransactionOptions.STANDARD)) {
      return Tables.rows(transaction);
    }
  }

  @Test
  void conflictsAreFoundOverProcesses() {
    Database a = start();
    Database b = start();
    create(a, Tables.keyed());
    insert(a, 1, "one");
    try (Transaction mine = a.begin("main")) {
      Tables.rename(mine, 1, "mine");
      try (Transaction theirs = b.begin("main")) {
        Tables.rename(theirs, 1, "theirs");
        theirs.commit("bob", "");
      }
      assertThatThrownBy(() -> mine.commit("ann", ""))
          .extracting(e -> ((DatabaseException) e).failure())
          .isInstanceOf(Failure.WriteConflict.class);
    }
    assertThat(rows(a)).isEqualTo(rows(b)).isEqualTo(Map.of(1L, "theirs"));
  }

  @Test
  void rowsWithoutKeyGetIdsOfTheirOwn() {
    Database a = start();
    Database b = start();
    create(a, Tables.keyless());
    Map<Long, String> all = new TreeMap<>();
    for (long id = 0; id < 100; id++) {
      insert(id % 3 == 0 ? a : b, id, "row " + id);
      all.put(id, "row " + id);
    }
    assertThat(rows(a)).isEqualTo(rows(b)).isEqualTo(all);
    try (Transaction transaction = a.begin("main")) {
      Tables.delete(transaction, 7);
      transaction.commit("ann", "");
    }
    all.remove(7L);
    assertThat(rows(b)).isEqualTo(rows(start())).isEqualTo(all);
  }

  @Test
  void columnsOfDifferentBranchesHaveDifferentIds() {
    Database a = start();
    Database b = start();
    create(a, Tables.keyed());
    insert(a, 1, "one");
    a.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    try (Transaction mine = a.begin("main");
        Transaction theirs = b.begin("dev")) {
      addColumn(mine, "A");
      addColumn(theirs, "B");
      mine.commit("ann", "");
      theirs.commit("bob", "");
    }
    try (Transaction again = a.begin("dev")) {
      addColumn(again, "C");
      again.commit("ann", "");
    }
    processes.forEach(Database::checkpoint);
    Database c = start();
    try (Transaction again = c.begin("main")) {
      addColumn(again, "D");
      again.commit("ann", "");
    }
    assertThat(columns(c, "main")).isEqualTo(Map.of("ID", 1, "NAME", 2, "A", 3, "D", 6));
    assertThat(columns(b, "dev")).isEqualTo(Map.of("ID", 1, "NAME", 2, "B", 4, "C", 5));
  }

  private static void addColumn(Transaction transaction, String name) {
    TableSchema old = transaction.table(Optional.empty(), "T", VersionSelector.LATEST).schema();
    List<Column> columns = new ArrayList<>(old.columns());
    columns.add(new Column(0, name, DataType.Plain.BIGINT, true));
    transaction.alterTable(Optional.empty(), "T", "T", old.withColumns(columns));
  }

  private static Map<String, Integer> columns(Database database, String branch) {
    try (Transaction transaction = database.begin(branch)) {
      return transaction
          .table(Optional.empty(), "T", VersionSelector.LATEST)
          .schema()
          .columns()
          .stream()
          .collect(Collectors.toMap(Column::name, Column::id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyWritersLoseNothing(ChunkLayout layout) throws Exception {
    List<Database> all = List.of(start(layout), start(layout), start(ChunkLayout.PACKED));
    create(all.getFirst(), Tables.keyed());
    insert(all.getFirst(), -1, "0");
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> running = new ArrayList<>();
      for (int p = 0; p < 3; p++) {
        for (int t = 0; t < 2; t++) {
          Database database = all.get(p);
          long first = 1000L * (2 * p + t);
          running.add(threads.submit(() -> write(database, first)));
        }
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    Map<Long, String> rows = rows(all.getFirst());
    assertThat(rows).hasSize(6 * 25 + 1).containsEntry(-1L, "150");
    for (Database each : all) {
      assertThat(rows(each)).isEqualTo(rows);
      assertThat(each.changelog()).isEqualTo(all.getFirst().changelog()).hasSize(152);
    }
    assertThat(rows(start())).isEqualTo(rows);
    close();
    processes.clear();
    assertThat(rows(start())).isEqualTo(rows);
  }

  /// Inserts rows, and counts each in row -1, which all writers want.
  private static void write(Database database, long first) {
    for (long id = first; id < first + 25; ) {
      try (Transaction transaction = database.begin("main")) {
        long count = Long.parseLong(Tables.rows(transaction).get(-1L));
        Tables.insert(transaction, Map.of(id, "a"));
        Tables.rename(transaction, -1, Long.toString(count + 1));
        transaction.commit("ann", "");
        id++;
      } catch (DatabaseException e) {
        if (!(e.failure() instanceof Failure.WriteConflict)) {
          throw e;
        }
      }
    }
  }
}
