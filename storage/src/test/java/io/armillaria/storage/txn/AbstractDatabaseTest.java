package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.changelog.ChangeEntry;
import io.armillaria.storage.changelog.VersionEntry;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every database does, wherever it is kept.
abstract class AbstractDatabaseTest {
  private Database database;

  abstract Database open();

  /// Closes and opens again, or gives the same database where that is not possible.
  abstract Database reopen(Database open);

  @BeforeEach
  void create() {
    database = open();
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      transaction.commit("ann", "create");
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void commit(Consumer<Transaction> work) {
    commitOn("main", work);
  }

  private void commitOn(String branch, Consumer<Transaction> work) {
    try (Transaction transaction = database.begin(branch)) {
      work.accept(transaction);
      transaction.commit("ann", "");
    }
  }

  private Map<Long, String> rows(String branch, VersionSelector selector) {
    try (Transaction transaction = database.begin(branch)) {
      return Tables.rows(transaction, selector);
    }
  }

  private Map<Long, String> rows() {
    return rows("main", VersionSelector.LATEST);
  }

  @Test
  void readsWhatWasCommittedAndKeepsEveryVersion() {
    commit(t -> Tables.insert(t, Map.of(1L, "a", 2L, "b")));
    commit(t -> Tables.rename(t, 1, "x"));
    commit(t -> Tables.delete(t, 2));
    database = reopen(database);
    assertThat(rows()).isEqualTo(Map.of(1L, "x"));
    assertThat(rows("main", new VersionSelector.AtVersion(1))).isEmpty();
    assertThat(rows("main", new VersionSelector.AtVersion(2))).isEqualTo(Map.of(1L, "a", 2L, "b"));
    assertThat(rows("main", new VersionSelector.AtVersion(3))).isEqualTo(Map.of(1L, "x", 2L, "b"));
    assertThat(database.changelog())
        .extracting(ChangeEntry::inserted, ChangeEntry::updated, ChangeEntry::deleted)
        .containsExactly(
            tuple(0L, 0L, 0L), tuple(2L, 0L, 0L), tuple(0L, 1L, 0L), tuple(0L, 0L, 1L));
    assertThat(database.versions()).extracting(VersionEntry::rows).containsExactly(0L, 2L, 2L, 1L);
  }

  @Test
  void findsTheVersionOfAMoment() {
    commit(t -> Tables.insert(t, Map.of(1L, "a")));
    long moment = database.commits().getLast().committedAt();
    commit(t -> Tables.rename(t, 1, "b"));
    database = reopen(database);
    assertThat(rows("main", new VersionSelector.AsOf(moment))).isEqualTo(Map.of(1L, "a"));
    assertThat(rows("main", new VersionSelector.AsOf(moment - 1))).isEmpty();
    assertThat(rows("main", new VersionSelector.AsOf(moment + 60_000_000)))
        .isEqualTo(Map.of(1L, "b"));
    String hash = database.commits().get(1).commit();
    assertThat(rows("main", new VersionSelector.AtCommit(hash.substring(0, 12))))
        .isEqualTo(Map.of(1L, "a"));
  }

  @Test
  void namesTheVersionsThatExist() {
    assertThatThrownBy(() -> rows("main", new VersionSelector.AtVersion(9)))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("Table T has no version 9; it has version 1.");
    assertThatThrownBy(() -> database.begin("nowhere"))
        .hasMessage("There is no branch named nowhere; there are: main.");
  }

  @Test
  void keepsBranchesApartAndMergesThemForward() {
    commit(t -> Tables.insert(t, Map.of(1L, "a")));
    database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    commitOn("DEV", t -> Tables.insert(t, Map.of(2L, "b")));
    database = reopen(database);
    assertThat(rows()).isEqualTo(Map.of(1L, "a"));
    assertThat(rows("dev", VersionSelector.LATEST)).isEqualTo(Map.of(1L, "a", 2L, "b"));
    assertThat(database.merge("dev", "main")).isTrue();
    assertThat(database.merge("dev", "main")).isFalse();
    database = reopen(database);
    assertThat(rows()).isEqualTo(Map.of(1L, "a", 2L, "b"));
  }

  @Test
  void refusesToMergeBranchesThatBothMoved() {
    database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    commitOn("dev", t -> Tables.insert(t, Map.of(2L, "b")));
    commit(t -> Tables.insert(t, Map.of(3L, "c")));
    assertThatThrownBy(() -> database.merge("dev", "main"))
        .hasMessageContaining("meets a conflict: main has 1 commit that dev lacks");
    assertThat(rows()).isEqualTo(Map.of(3L, "c"));
  }

  @Test
  void theFirstCommitterOfARowWins() {
    commit(t -> Tables.insert(t, Map.of(1L, "a", 2L, "b")));
    Transaction late = database.begin("main");
    Tables.rename(late, 1, "late");
    commit(t -> Tables.rename(t, 1, "early"));
    assertThatThrownBy(() -> late.commit("bob", ""))
        .extracting(e -> ((DatabaseException) e).failure())
        .isEqualTo(new Failure.WriteConflict("T", "(1)", 3, 2));
    assertThat(rows()).isEqualTo(Map.of(1L, "early", 2L, "b"));
  }

  @Test
  void disjointRowsDoNotConflict() {
    commit(t -> Tables.insert(t, Map.of(1L, "a", 2L, "b")));
    Transaction late = database.begin("main");
    Tables.rename(late, 2, "late");
    Tables.insert(late, Map.of(7L, "seven"));
    commit(t -> Tables.rename(t, 1, "early"));
    commit(t -> Tables.insert(t, Map.of(5L, "five")));
    late.commit("bob", "");
    database = reopen(database);
    assertThat(rows()).isEqualTo(Map.of(1L, "early", 2L, "late", 5L, "five", 7L, "seven"));
  }

  @Test
  void aSnapshotDoesNotMove() {
    commit(t -> Tables.insert(t, Map.of(1L, "a")));
    try (Transaction reader = database.begin("main")) {
      commit(t -> Tables.insert(t, Map.of(2L, "b")));
      assertThat(Tables.rows(reader)).isEqualTo(Map.of(1L, "a"));
    }
  }

  @Test
  void refusesAKeyThatExists() {
    commit(t -> Tables.insert(t, Map.of(1L, "a")));
    Transaction transaction = database.begin("main");
    Tables.insert(transaction, Map.of(2L, "b"));
    for (long taken : new long[] {1, 2}) {
      assertThatThrownBy(() -> Tables.insert(transaction, Map.of(taken, "x")))
          .hasMessage("The key (" + taken + ") exists already in T (T_PKEY).");
    }
    Tables.delete(transaction, 1);
    Tables.insert(transaction, Map.of(1L, "again"));
    transaction.commit("ann", "");
    assertThat(rows()).isEqualTo(Map.of(1L, "again", 2L, "b"));
    assertThat(database.changelog().getLast())
        .extracting(ChangeEntry::inserted, ChangeEntry::updated, ChangeEntry::deleted)
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void aChangeThatEndsWhereItBeganWritesNothing() {
    Transaction transaction = database.begin("main");
    Tables.insert(transaction, Map.of(1L, "a"));
    Tables.delete(transaction, 1);
    assertThat(transaction.commit("ann", "")).isEmpty();
    assertThat(database.commits()).hasSize(1);
  }

  @Test
  void returnsToASavepoint() {
    Transaction transaction = database.begin("main");
    Tables.insert(transaction, Map.of(1L, "a"));
    Transaction.Savepoint savepoint = transaction.savepoint();
    Tables.rename(transaction, 1, "b");
    Tables.insert(transaction, Map.of(2L, "b"));
    transaction.rollbackTo(savepoint);
    assertThat(Tables.rows(transaction)).isEqualTo(Map.of(1L, "a"));
    Tables.insert(transaction, Map.of(2L, "c"));
    transaction.commit("ann", "");
    assertThat(rows()).isEqualTo(Map.of(1L, "a", 2L, "c"));
  }

  @Test
  void readsOldRowsUnderANewColumn() {
    commit(t -> Tables.insert(t, Map.of(1L, "a")));
    Column flag =
        new Column(0, "FLAG", DataType.Plain.BIGINT, true)
            .withDefault(Optional.of("7"))
            .withMissing(7L);
    commit(
        t -> {
          TableSchema old = t.table(Optional.empty(), "T", VersionSelector.LATEST).schema();
          TableSchema wide =
              new TableSchema(
                  List.of(old.columns().get(0), old.columns().get(1), flag),
                  old.primaryKey(),
                  old.primaryKeyName(),
                  List.of());
          t.alterTable(Optional.empty(), "T", "T", wide);
        });
    database = reopen(database);
    try (Transaction t = database.begin("main")) {
      var table = t.table(Optional.empty(), "T", VersionSelector.LATEST);
      Column added = table.schema().columns().get(2);
      assertThat(added.id()).isEqualTo(3);
      long[] value = new long[1];
      table.segments().getFirst().reader(added).readLongs(0, 1, value, 0);
      assertThat(value).containsExactly(7);
      assertThat(
              t.table(Optional.empty(), "T", new VersionSelector.AtVersion(2)).schema().columns())
          .hasSize(2);
    }
  }

  @Test
  void aDroppedTableKeepsItsVersions() {
    commit(t -> Tables.insert(t, Map.of(1L, "a")));
    commit(t -> t.dropTable(Optional.empty(), "T"));
    database = reopen(database);
    assertThatThrownBy(this::rows).hasMessageStartingWith("There is no table T");
    assertThat(rows("main", new VersionSelector.AtVersion(2))).isEqualTo(Map.of(1L, "a"));
    commit(t -> t.createTable(Optional.empty(), "T", Tables.keyless()));
    assertThat(rows("main", new VersionSelector.AtVersion(1))).isEmpty();
    assertThat(database.versions())
        .extracting(VersionEntry::table, VersionEntry::version, VersionEntry::dropped)
        .containsExactly(
            tuple("T", 1L, false),
            tuple("T", 2L, false),
            tuple("T", 3L, true),
            tuple("T", 1L, false));
  }

  @Test
  void rowsWithoutAKeyMayBeEqual() {
    commit(t -> t.dropTable(Optional.empty(), "T"));
    commit(t -> t.createTable(Optional.empty(), "T", Tables.keyless()));
    commit(t -> Tables.insert(t, Map.of(1L, "a", 2L, "b")));
    commit(t -> Tables.rename(t, 1, "x"));
    commit(t -> Tables.delete(t, 2));
    commit(t -> Tables.insert(t, Map.of(3L, "c")));
    database = reopen(database);
    assertThat(rows()).isEqualTo(Map.of(1L, "x", 3L, "c"));
  }

  @Test
  void agreesWithAModelOverManyVersions() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Map<Long, String> model = new TreeMap<>();
    List<Map<Long, String>> versions = new ArrayList<>();
    versions.add(Map.of());
    for (int i = 0; i < 150; i++) {
      Transaction transaction = database.begin("main");
      int changes = random.nextInt(10) == 0 ? 3000 : 1 + random.nextInt(20);
      Map<Long, String> fresh = new TreeMap<>();
      for (int c = 0; c < changes; c++) {
        long id = random.nextInt(20_000);
        if (!model.containsKey(id) && !fresh.containsKey(id)) {
          fresh.put(id, "v" + i);
        } else if (model.containsKey(id) && c < 20) {
          if (random.nextBoolean()) {
            Tables.delete(transaction, id);
            model.remove(id);
          } else {
            Tables.rename(transaction, id, "r" + i);
            model.put(id, "r" + i);
          }
        }
      }
      fresh.keySet().removeAll(model.keySet());
      Tables.insert(transaction, fresh);
      model.putAll(fresh);
      assertThat(Tables.rows(transaction)).as("seed %d", seed).isEqualTo(model);
      if (transaction.commit("ann", "").isPresent()) {
        versions.add(new TreeMap<>(model));
      }
      if (i % 50 == 25) {
        database = reopen(database);
      }
    }
    database = reopen(database);
    for (int v = 0; v < versions.size(); v++) {
      assertThat(rows("main", new VersionSelector.AtVersion(v + 1)))
          .as("seed %d, version %d", seed, v + 1)
          .isEqualTo(versions.get(v));
    }
    assertThat(database.storage().getFirst().sharedBytes()).isPositive();
    assertThat(database.chunks()).isNotEmpty();
  }

  @Test
  void loadsManyRowsAtOnce() {
    int count = 200_000;
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = 3L * i;
    }
    String[] names = new String[count];
    Arrays.setAll(names, i -> "name " + i % 100);
    commit(
        t -> {
          try (TableWriter writer = t.write(Optional.empty(), "T")) {
            ColumnVector idVector = new LongVector(ids, null);
            writer.insert(new ColumnVector[] {idVector, Tables.names(names)}, count);
            writer.finish();
          }
        });
    database = reopen(database);
    Map<Long, String> rows = rows();
    assertThat(rows).hasSize(count).containsEntry(3L * 777, "name 77");
  }

  @Test
  void aNameFreedByTheTransactionItselfDoesNotConflict() {
    Transaction replace = database.begin("main");
    replace.dropTable(Optional.empty(), "T");
    replace.createTable(Optional.empty(), "T", Tables.keyless());
    commit(t -> t.createTable(Optional.empty(), "V", Tables.keyed()));
    replace.commit("ann", "");
    database = reopen(database);
    try (Transaction t = database.begin("main")) {
      assertThat(t.table(Optional.empty(), "T", VersionSelector.LATEST).schema().hasPrimaryKey())
          .isFalse();
    }
  }

  @Test
  void swapsNamesBesideOtherCommits() {
    commit(t -> t.createTable(Optional.empty(), "U", Tables.keyless()));
    Transaction swap = database.begin("main");
    Tables.renameTable(swap, "T", "X");
    Tables.renameTable(swap, "U", "T");
    Tables.renameTable(swap, "X", "U");
    commit(t -> t.createTable(Optional.empty(), "V", Tables.keyed()));
    swap.commit("ann", "");
    database = reopen(database);
    try (Transaction t = database.begin("main")) {
      assertThat(t.table(Optional.empty(), "T", VersionSelector.LATEST).schema().hasPrimaryKey())
          .isFalse();
      assertThat(t.table(Optional.empty(), "U", VersionSelector.LATEST).schema().hasPrimaryKey())
          .isTrue();
    }
  }

  @Test
  void refusesANameThatAnotherTook() {
    Transaction late = database.begin("main");
    late.createTable(Optional.empty(), "U", Tables.keyed());
    commit(t -> Tables.renameTable(t, "T", "U"));
    assertThatThrownBy(() -> late.commit("ann", ""))
        .hasMessageContaining("Table U was created by another transaction");
  }

  @Test
  void aDroppedBranchStaysInTheHistory() {
    database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    commitOn("dev", t -> Tables.insert(t, Map.of(2L, "b")));
    database.dropBranch("dev", false);
    database = reopen(database);
    assertThat(database.changelog()).extracting(ChangeEntry::branch).containsExactly("main", "dev");
    assertThat(database.commits()).hasSize(2);
    assertThat(database.versions()).hasSize(2);
    assertThat(rows("main", new VersionSelector.AtVersion(2))).isEqualTo(Map.of(2L, "b"));
  }

  @Test
  void aDefinitionThatEndsWhereItBeganWritesNothing() {
    Transaction transaction = database.begin("main");
    Tables.renameTable(transaction, "T", "U");
    Tables.renameTable(transaction, "U", "T");
    transaction.truncate(Optional.empty(), "T");
    assertThat(transaction.commit("ann", "")).isEmpty();
    assertThat(database.commits()).hasSize(1);
  }

  @Test
  void aSnapshotOfATransactionDoesNotMove() {
    commit(t -> Tables.insert(t, Map.of(1L, "a")));
    try (Transaction transaction = database.begin("main")) {
      Tables.insert(transaction, Map.of(2L, "b"));
      TableSnapshot before = transaction.table(Optional.empty(), "T", VersionSelector.LATEST);
      Tables.delete(transaction, 1);
      Tables.delete(transaction, 2);
      Tables.insert(transaction, Map.of(2L, "again", 3L, "c"));
      assertThat(Tables.address(before, 1)).isZero();
      assertThat(Tables.address(before, 2)).isEqualTo(1L << 32);
      assertThat(Tables.address(before, 3)).isEqualTo(-1);
      transaction.truncate(Optional.empty(), "T");
      assertThat(Tables.address(before, 2)).isEqualTo(1L << 32);
      assertThat(Tables.rows(before)).isEqualTo(Map.of(1L, "a", 2L, "b"));
    }
  }

  @Test
  void countsTheNullsOfItsOwnRows() {
    try (Transaction transaction = database.begin("main")) {
      Map<Long, String> rows = new TreeMap<>();
      rows.put(1L, null);
      rows.put(2L, "b");
      Tables.insert(transaction, rows);
      TableSnapshot table = transaction.table(Optional.empty(), "T", VersionSelector.LATEST);
      assertThat(table.segments().getFirst().statistics(Tables.NAME).nulls()).isEqualTo(1);
    }
  }

  @Test
  void refusesASecondWriterThatBeganBeforeTheFirstEnded() {
    try (Transaction transaction = database.begin("main");
        TableWriter first = transaction.write(Optional.empty(), "T");
        TableWriter second = transaction.write(Optional.empty(), "T")) {
      first.insert(new ColumnVector[] {Tables.ids(1L), Tables.names("a")}, 1);
      first.finish();
      second.insert(new ColumnVector[] {Tables.ids(2L), Tables.names("b")}, 1);
      assertThatThrownBy(second::finish).isInstanceOf(IllegalStateException.class);
      assertThat(Tables.rows(transaction)).isEqualTo(Map.of(1L, "a"));
    }
  }
}
