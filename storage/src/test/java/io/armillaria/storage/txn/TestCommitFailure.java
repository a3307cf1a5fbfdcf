package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.blake3.Blake3;
import io.armillaria.blake3.NativeMode;
import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.chunk.ChunkHash;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.lock.LocalLocks;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.log.LogVisitor;
import io.armillaria.storage.table.CutRule;
import io.armillaria.storage.table.Leaves;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stays after a commit that fails in its middle, and a compaction that fails after one.
final class TestCommitFailure {
  private static final int MOST_CHANGES = CompactionPolicy.standard(CutRule.DEFAULT).mostChanges();

  private final HostileChunkStore chunks =
      new HostileChunkStore(ChunkStores.memory(Blake3.best(NativeMode.OFF)));
  private final HostileJournal journal = new HostileJournal();
  private final History history =
      new History(new Leaves(chunks), new ChunkHash(Blake3.best(NativeMode.OFF)));
  private final Database database =
      new Database(
          new Storage(
              history,
              Refs.NONE.with(new Ref(Ref.Kind.BRANCH, Refs.MAIN, Commit.ROOT, 1)),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              journal,
              chunks,
              "java",
              Optional.empty(),
              Optional.empty(),
              new LocalLocks(),
              () -> {}));

  private static final class HostileJournal implements Journal {
    private final MemoryJournal journal = new MemoryJournal();
    private boolean refuses;

    @Override
    public void enter(LogVisitor others) {}

    @Override
    public void leave() {}

    @Override
    public boolean isBehind() {
      return false;
    }

    @Override
    public void follow(LogVisitor others) {}

    @Override
    public Ticket enqueue(List<LogRecord> records) {
      if (refuses) {
        throw new Failure.DiskFull("The log cannot grow.").raise();
      }
      return journal.enqueue(records);
    }

    @Override
    public void force() {
      journal.force();
    }

    @Override
    public void close() {
      journal.close();
    }
  }

  @BeforeEach
  void create() {
    Transaction transaction = database.begin("main");
    transaction.createTable(Optional.empty(), "T", Tables.keyed());
    transaction.commit("ann", "");
  }

  private CommitInfo insert(Map<Long, String> rows) {
    try (Transaction transaction = database.begin("main")) {
      Tables.insert(transaction, rows);
      return transaction.commit("ann", "").orElseThrow();
    }
  }

  private Map<Long, String> rows() {
    try (Transaction transaction = database.begin("main")) {
      return Tables.rows(transaction);
    }
  }

  private static Map<Long, String> many() {
    Map<Long, String> rows = new TreeMap<>();
    for (long id = 100; id < 20_000; id++) {
      rows.put(id, "name " + id);
    }
    return rows;
  }

  @Test
  void aRecordThatCannotBeQueuedLeavesNothing() {
    insert(Map.of(1L, "a"));
    journal.refuses = true;
    assertThatThrownBy(() -> insert(Map.of(2L, "b"))).hasMessage("The log cannot grow.");
    assertThatThrownBy(
            () -> database.createBranch("dev", "main", VersionSelector.LATEST, false, false))
        .hasMessage("The log cannot grow.");
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "U", Tables.keyed());
      assertThatThrownBy(() -> transaction.commit("ann", "")).hasMessage("The log cannot grow.");
    }
    journal.refuses = false;
    assertThat(history.tables()).hasSize(1);
    assertThat(database.branches()).hasSize(1);
    assertThat(rows()).isEqualTo(Map.of(1L, "a"));
    assertThat(insert(Map.of(2L, "c")).transaction()).isEqualTo(3);
    assertThat(database.versions()).extracting("version").containsExactly(1L, 2L, 3L);
    assertThat(rows()).isEqualTo(Map.of(1L, "a", 2L, "c"));
  }

  @Test
  void rowsThatCannotBeStoredLeaveNothing() {
    for (ChunkKind kind : List.of(ChunkKind.COLUMN, ChunkKind.LEAF)) {
      chunks.refuses = kind::equals;
      assertThatThrownBy(() -> insert(many())).hasMessageContaining("No room for a " + kind);
    }
    chunks.refuses = kind -> false;
    assertThat(rows()).isEmpty();
    assertThat(database.commits()).hasSize(1);
    insert(many());
    assertThat(rows()).isEqualTo(many());
  }

  @Test
  void aCommitStandsWhenItsCompactionFails() {
    chunks.refuses = ChunkKind.LAYOUT::equals;
    Map<Long, String> all = new TreeMap<>();
    for (long id = 0; id < MOST_CHANGES; id++) {
      all.put(id, "a");
      insert(Map.of(id, "a"));
    }
    database.awaitIdle();
    assertThat(rows()).isEqualTo(all);
    assertThat(newest().changesSinceStored(1000)).isEqualTo(MOST_CHANGES + 1);
    chunks.refuses = kind -> false;
    for (long id = 1000; id < 1000 + MOST_CHANGES; id++) {
      all.put(id, "b");
      insert(Map.of(id, "b"));
    }
    database.awaitIdle();
    assertThat(newest().changesSinceStored(1000)).isLessThan(MOST_CHANGES);
    assertThat(rows()).isEqualTo(all);
  }

  @Test
  void commitsThatOnlyDeleteStoreLayoutsToo() {
    insert(many());
    for (long id = 100; id < 600; id++) {
      try (Transaction transaction = database.begin("main")) {
        Tables.delete(transaction, id);
        transaction.commit("ann", "");
      }
      database.awaitIdle();
      assertThat(newest().changesSinceStored(1000)).isLessThan(MOST_CHANGES);
    }
  }

  private TableVersion newest() {
    return history.tables().getFirst().versions().getLast();
  }
}
