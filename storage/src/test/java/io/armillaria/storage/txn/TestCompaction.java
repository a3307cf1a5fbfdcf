package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.RowId;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What compaction leaves: the same rows in every version, laid out by content where it is asked.
final class TestCompaction {
  private static final CompactionPolicy OFTEN = new CompactionPolicy(5, 4, 4, 32, 1000, 50);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Storage storage =
      Database.openStorage(DatabaseOptions.memory(), Environment.MACHINE);
  private final Database database = new Database(storage, Environment.MACHINE, OFTEN);

  @AfterEach
  void close() {
    database.close();
  }

  private void create() {
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      transaction.commit("ann", "");
    }
  }

  private void insert(Map<Long, String> rows) {
    try (Transaction transaction = database.begin("main")) {
      Tables.insert(transaction, rows);
      transaction.commit("ann", "");
    }
  }

  private void rename(long id, String name) {
    try (Transaction transaction = database.begin("main")) {
      Tables.rename(transaction, id, name);
      transaction.commit("ann", "");
    }
  }

  private void delete(long id) {
    try (Transaction transaction = database.begin("main")) {
      Tables.delete(transaction, id);
      transaction.commit("ann", "");
    }
  }

  private static Map<Long, String> some(int rows) {
    Map<Long, String> some = new TreeMap<>();
    for (long id = 0; id < rows; id++) {
      some.put(id * 3, "name " + id);
    }
    return some;
  }

  private TableVersion newest() {
    return storage.history().tables().getFirst().versions().getLast();
  }

  private ChunkId tree() {
    database.optimize("main", "T");
    return newest().storedLayout().orElseThrow();
  }

  @Test
  void layoutsStoredBesideCommitsAreTheirVersions() {
    create();
    TreeMap<Long, String> rows = new TreeMap<>(some(3000));
    insert(rows);
    for (int i = 0; i < 400; i++) {
      long id = random.nextInt(9000);
      if (!rows.containsKey(id)) {
        insert(Map.of(id, "new"));
        rows.put(id, "new");
      } else if (random.nextBoolean()) {
        rename(id, "renamed " + i);
        rows.put(id, "renamed " + i);
      } else {
        delete(id);
        rows.remove(id);
      }
      if (random.nextInt(100) == 0) {
        database.optimize("main", "T");
      }
    }
    database.awaitIdle();
    Layout replayed = Layout.EMPTY;
    int stored = 0;
    for (TableVersion version : storage.history().tables().getFirst().versions()) {
      replayed = replayed.apply(version.change(), RowId.keyColumns(version.schema()));
      if (version.storedLayout().isPresent()) {
        Layout layout = storage.history().layouts().open(version.storedLayout().get()).layout();
        assertThat(Tables.rows(new VersionSnapshot(storage.history(), version, layout)))
            .as("version %s, seed %s", version.number(), seed)
            .isEqualTo(Tables.rows(new VersionSnapshot(storage.history(), version, replayed)));
        stored++;
      }
    }
    assertThat(stored).isPositive();
    assertThat(newest().changesSinceStored(1000)).isLessThan(OFTEN.mostChanges());
    try (Transaction transaction = database.begin("main")) {
      assertThat(Tables.rows(transaction)).as("seed %s", seed).isEqualTo(rows);
    }
  }

  @Test
  void equalContentHasAnEqualTreeWhenOptimized() {
    create();
    insert(some(30_000));
    ChunkId tree = tree();
    for (long id = 30; id < 60; id += 3) {
      rename(id, "other");
    }
    delete(9);
    insert(Map.of(10L, "more"));
    assertThat(tree()).isNotEqualTo(tree);
    delete(10);
    insert(Map.of(9L, "name 3"));
    for (long id = 30; id < 60; id += 3) {
      rename(id, "name " + id / 3);
    }
    assertThat(tree()).isEqualTo(tree);
    assertThat(database.versions()).hasSize(26);
  }

  @Test
  void tablesWithoutRowsAreOptimizedToNothing() {
    create();
    ChunkId empty = tree();
    insert(Map.of(1L, "a"));
    delete(1);
    assertThat(tree()).isEqualTo(empty);
  }
}
