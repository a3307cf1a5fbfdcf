package io.armillaria.storage.txn;

import static io.armillaria.storage.table.Constraint.Action.CASCADE;
import static io.armillaria.storage.table.Constraint.Action.NO_ACTION;
import static io.armillaria.storage.table.Constraint.Action.RESTRICT;
import static io.armillaria.storage.table.Constraint.Action.SET_DEFAULT;
import static io.armillaria.storage.table.Constraint.Action.SET_NULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.changelog.ChangeEntry;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.IndexCheck;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.index.RowSearch;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestIntegrity {
  private final Database database = Database.open(DatabaseOptions.memory());

  @AfterEach
  void close() {
    database.close();
  }

  private void commit(Consumer<Grid> work) {
    try (Transaction transaction = database.begin("main")) {
      work.accept(new Grid(transaction));
      transaction.commit("ann", "");
    }
    try (Transaction transaction = database.begin("main")) {
      for (TableSnapshot table : transaction.tables(Optional.empty())) {
        assertThat(IndexCheck.problems(table)).isEmpty();
      }
    }
  }

  private List<List<Long>> rows(String table) {
    try (Transaction transaction = database.begin("main")) {
      return new Grid(transaction).rows(table);
    }
  }

  private static void assertFails(
      ThrowingCallable work, Class<? extends Failure> kind, String text) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.failure()).isInstanceOf(kind);
              assertThat(e).hasMessageContaining(text);
            });
  }

  private static List<Long> row(Long... values) {
    return Arrays.asList(values);
  }

  private static Predicate<List<Long>> first(long value) {
    return row -> row.getFirst() == value;
  }

  @Test
  void uniqueRefusesEqualValuesAndLetsNullsBe() {
    for (boolean keyed : new boolean[] {true, false}) {
      String t = keyed ? "T" : "U";
      commit(g -> g.create(t, keyed, "ID", "A", "B").unique(t, "AB", "A", "B"));
      commit(g -> g.insert(t, 1L, 5L, 6L).insert(t, 2L, 5L, null).insert(t, 3L, 5L, null));
      assertFails(
          () -> commit(g -> g.insert(t, 4L, 5L, 6L)),
          Failure.UniqueViolation.class,
          "The key (5, 6) exists already in " + t + " (AB).");
      assertFails(
          () -> commit(g -> g.insert(t, List.of(row(4L, 7L, 7L), row(5L, 7L, 7L)))),
          Failure.UniqueViolation.class,
          "The key (7, 7)");
      assertFails(
          () -> commit(g -> g.update(t, row -> true, "B", old -> 6L)),
          Failure.UniqueViolation.class,
          "The key (5, 6)");
      assertThat(rows(t)).containsExactly(row(1L, 5L, 6L), row(2L, 5L, null), row(3L, 5L, null));
    }
  }

  @Test
  void uniqueValuesMayMoveInOneStatement() {
    commit(g -> g.create("T", true, "ID", "A").unique("T", "A", "A"));
    commit(g -> g.insert("T", List.of(row(1L, 1L), row(2L, 2L), row(3L, 3L))));
    commit(
        g ->
            g.update("T", row -> true, "A", old -> old + 1)
                .update("T", row -> true, "A", old -> 7 - old));
    assertThat(rows("T")).containsExactly(row(1L, 5L), row(2L, 4L), row(3L, 3L));
    commit(g -> g.delete("T", first(1)).insert("T", 9L, 5L).update("T", first(9), "ID", id -> 1L));
    assertThat(rows("T")).containsExactly(row(1L, 5L), row(2L, 4L), row(3L, 3L));
  }

  @Test
  void aFailedStatementLeavesTheTransactionAsItWas() {
    commit(g -> g.create("T", true, "ID", "A", "B").unique("T", "A", "A").unique("T", "B", "B"));
    commit(
        g -> {
          g.insert("T", 1L, 1L, 1L);
          assertFails(() -> g.insert("T", 2L, 2L, 1L), Failure.UniqueViolation.class, "(1) exists");
          g.insert("T", 3L, 2L, 2L);
        });
    assertThat(rows("T")).containsExactly(row(1L, 1L, 1L), row(3L, 2L, 2L));
  }

  @Test
  void concurrentInsertsOfAUniqueValueConflict() {
    commit(g -> g.create("T", true, "ID", "A").unique("T", "T_A_KEY", "A"));
    try (Transaction one = database.begin("main");
        Transaction two = database.begin("main");
        Transaction three = database.begin("main")) {
      new Grid(one).insert("T", 1L, 7L).insert("T", 11L, null);
      new Grid(two).insert("T", 2L, 7L);
      new Grid(three).insert("T", 3L, null);
      one.commit("", "");
      assertFails(
          () -> two.commit("", ""),
          Failure.WriteConflict.class,
          "Row (7) of T (T_A_KEY) was changed by transaction 2 after this one began at 1.");
      three.commit("", "");
    }
    assertThat(rows("T")).containsExactly(row(1L, 7L), row(3L, null), row(11L, null));
  }

  @Test
  void indexesAreMadeOfRowsThatAreThereAndFoundByTheirPrefix() {
    commit(g -> g.create("T", false, "ID", "A", "B"));
    commit(
        g -> {
          List<List<Long>> rows = new ArrayList<>();
          for (long i = 0; i < 1000; i++) {
            rows.add(row(i, i % 10, i % 7 == 0 ? null : i % 7));
          }
          g.insert("T", rows);
        });
    commit(g -> g.delete("T", row -> row.get(0) % 3 == 0).index("T", "AB", false, "A", "B"));
    commit(g -> g.insert("T", 5000L, 4L, 4L).update("T", first(4), "A", old -> 11L));
    try (Transaction t = database.begin("main")) {
      Grid grid = new Grid(t);
      grid.insert("T", 6000L, 4L, 4L).insert("T", 6001L, 3L, null).delete("T", first(14));
      TableSnapshot table = grid.table("T");
      assertThat(IndexCheck.problems(table)).isEmpty();
      KeyPath path = KeyPath.of(table.schema(), List.of(2)).orElseThrow();
      assertThat(path.exact()).isFalse();
      for (long a = 0; a < 12; a++) {
        List<Long> found = new ArrayList<>();
        byte[] key = path.key(List.of(2), new ColumnVector[] {Tables.ids(a)}, 0);
        new RowSearch(table, path).visit(key, found::add);
        long wanted = a;
        assertThat(found)
            .hasSize((int) grid.rows("T").stream().filter(r -> r.get(1) == wanted).count());
      }
    }
    assertFails(
        () -> commit(g -> g.index("T", "A", true, "A")),
        Failure.UniqueViolation.class,
        "exists already in T (A)");
    commit(g -> g.index("T", "ID", true, "ID"));
    commit(g -> g.dropIndex("T", "AB").dropIndex("T", "ID"));
  }

  private void family(Constraint.Action action) {
    commit(
        g ->
            g.create("P", true, "ID", "CODE")
                .unique("P", "P_CODE_KEY", "CODE")
                .create("C", true, "ID", "PID")
                .refer("C", "C_FK", "PID", "P", "CODE", Grid.Rule.of(action)));
    commit(
        g ->
            g.insert("P", List.of(row(1L, 10L), row(2L, 20L), row(3L, null)))
                .insert("C", List.of(row(1L, 10L), row(2L, 10L), row(3L, 20L), row(4L, null))));
  }

  @Test
  void childrenNeedAParent() {
    family(NO_ACTION);
    assertFails(
        () -> commit(g -> g.insert("C", 9L, 30L)),
        Failure.ForeignKeyViolation.class,
        "A row of C refers to (CODE) = (30), which P does not have (C_FK).");
    assertFails(
        () -> commit(g -> g.update("C", first(4), "PID", old -> 30L)),
        Failure.ForeignKeyViolation.class,
        "(30)");
    commit(g -> g.insert("P", 4L, 30L).insert("C", 9L, 30L).update("C", first(4), "PID", o -> 30L));
  }

  @Test
  void parentsStayWhileTheyHaveChildren() {
    for (Constraint.Action action : List.of(NO_ACTION, RESTRICT)) {
      TestIntegrity test = new TestIntegrity();
      test.family(action);
      assertFails(
          () -> test.commit(g -> g.delete("P", first(1))),
          Failure.ForeignKeyViolation.class,
          "The row (CODE) = (10) of P is still referred to by C (C_FK).");
      assertFails(
          () -> test.commit(g -> g.update("P", first(1), "CODE", old -> 11L)),
          Failure.ForeignKeyViolation.class,
          "(10) of P");
      test.commit(g -> g.update("P", first(1), "ID", old -> 7L).delete("P", first(3)));
      test.commit(g -> g.delete("C", row -> row.get(0) <= 2).delete("P", first(7)));
      assertThat(test.rows("P")).containsExactly(row(2L, 20L));
      test.close();
    }
    // another row may take the key over in the statement
    family(NO_ACTION);
    commit(g -> g.update("P", row -> row.get(0) < 3, "CODE", old -> 30 - old));
    assertThat(rows("P")).containsExactly(row(1L, 20L), row(2L, 10L), row(3L, null));
  }

  @Test
  void cascades() {
    family(CASCADE);
    commit(g -> g.update("P", row -> true, "CODE", old -> old == null ? null : old + 10));
    assertThat(rows("C")).containsExactly(row(1L, 20L), row(2L, 20L), row(3L, 30L), row(4L, null));
    commit(g -> g.delete("P", first(1)));
    assertThat(rows("C")).containsExactly(row(3L, 30L), row(4L, null));
  }

  @Test
  void setsNullAndDefaults() {
    family(SET_NULL);
    commit(g -> g.delete("P", first(1)).update("P", first(2), "CODE", old -> 40L));
    assertThat(rows("C"))
        .containsExactly(row(1L, null), row(2L, null), row(3L, null), row(4L, null));
    close();
    TestIntegrity test = new TestIntegrity();
    test.family(SET_DEFAULT);
    test.commit(g -> g.delete("P", first(1)));
    assertThat(test.rows("C"))
        .containsExactly(row(1L, null), row(2L, null), row(3L, 20L), row(4L, null));
    test.close();
  }

  @Test
  void treesReferToThemselves() {
    commit(
        g ->
            g.create("T", true, "ID", "UP")
                .refer("T", "T_FK", "UP", "T", "ID", Grid.Rule.of(CASCADE)));
    List<List<Long>> chain = new ArrayList<>();
    for (long i = 0; i < 2000; i++) {
      chain.add(row(i, i == 0 ? null : i - 1));
    }
    commit(g -> g.insert("T", chain.reversed()));
    assertFails(
        () -> commit(g -> g.insert("T", 9000L, 9001L)), Failure.ForeignKeyViolation.class, "9001");
    commit(g -> g.insert("T", 9000L, 9000L).delete("T", first(9000)));
    commit(g -> g.delete("T", first(5)));
    assertThat(rows("T")).isEqualTo(chain.subList(0, 5));
    commit(g -> g.update("T", row -> true, "ID", id -> id + 100));
    assertThat(rows("T"))
        .containsExactly(
            row(100L, null), row(101L, 100L), row(102L, 101L), row(103L, 102L), row(104L, 103L));
    commit(g -> g.delete("T", row -> true));
  }

  @Test
  void aFailedCascadeUndoesTheStatement() {
    family(CASCADE);
    commit(
        g ->
            g.create("D", true, "ID", "CID")
                .refer("D", "D_FK", "CID", "C", "ID", Grid.Rule.of(NO_ACTION))
                .insert("D", 1L, 2L));
    commit(
        g -> {
          g.insert("P", 5L, 50L);
          assertFails(
              () -> g.delete("P", row -> true),
              Failure.ForeignKeyViolation.class,
              "(2) of C is still");
          assertThat(g.rows("P")).hasSize(4);
          g.delete("P", first(2));
        });
    assertThat(rows("P")).containsExactly(row(1L, 10L), row(3L, null), row(5L, 50L));
    assertThat(rows("C")).containsExactly(row(1L, 10L), row(2L, 10L), row(4L, null));
  }

  @Test
  void deferredChecksRunAtCommit() {
    Grid.Rule deferred =
        new Grid.Rule(NO_ACTION, NO_ACTION, Constraint.Deferrability.INITIALLY_DEFERRED);
    commit(
        g ->
            g.create("P", true, "ID")
                .create("C", true, "ID", "PID")
                .refer("C", "C_FK", "PID", "P", "ID", deferred));
    commit(g -> g.insert("C", 1L, 1L).insert("P", 1L));
    assertFails(() -> commit(g -> g.insert("C", 2L, 2L)), Failure.ForeignKeyViolation.class, "(2)");
    commit(g -> g.delete("P", row -> true).insert("P", 1L));
    commit(g -> g.delete("P", row -> true).delete("C", row -> true));
    try (Transaction t = database.begin("main")) {
      Grid grid = new Grid(t).insert("C", 1L, 1L);
      assertFails(
          () -> t.setConstraints(List.of(), false), Failure.ForeignKeyViolation.class, "(1)");
      grid.insert("P", 1L);
      t.setConstraints(List.of("C_FK"), false);
      assertFails(() -> grid.insert("C", 2L, 2L), Failure.ForeignKeyViolation.class, "(2)");
      t.setConstraints(List.of("C_FK"), true);
      grid.insert("C", 2L, 2L).delete("C", first(2));
      t.commit("", "");
    }
    assertThat(rows("C")).containsExactly(row(1L, 1L));
  }

  @Test
  void concurrentTransactionsLeaveNoOrphan() {
    for (boolean childFirst : new boolean[] {true, false}) {
      TestIntegrity test = new TestIntegrity();
      test.family(CASCADE);
      test.commit(g -> g.delete("C", row -> true));
      try (Transaction child = test.database.begin("main");
          Transaction parent = test.database.begin("main")) {
        new Grid(child).insert("C", 7L, 20L);
        new Grid(parent).delete("P", first(2));
        (childFirst ? child : parent).commit("", "");
        assertFails(
            () -> (childFirst ? parent : child).commit("", ""),
            Failure.SchemaConflict.class,
            "The foreign key C_FK would be broken: the row (20) of P");
      }
      try (Transaction child = test.database.begin("main");
          Transaction parent = test.database.begin("main")) {
        new Grid(child).insert("C", 8L, 10L);
        new Grid(parent).insert("P", 9L, 90L).update("P", first(3), "CODE", old -> 70L);
        parent.commit("", "");
        child.commit("", "");
      }
      test.close();
    }
  }

  @Test
  void definitionsDependOnEachOther() {
    family(NO_ACTION);
    assertFails(
        () -> commit(g -> g.dropConstraint("P", "P_CODE_KEY")),
        Failure.DependentObjects.class,
        "the foreign key C_FK of C refers to it");
    assertFails(
        () -> commit(g -> g.dropIndex("C", "C_FK")), Failure.DependentObjects.class, "C_FK of C");
    try (Transaction t = database.begin("main")) {
      assertFails(
          () -> t.dropTable(Optional.empty(), "P"),
          Failure.DependentObjects.class,
          "P cannot be dropped: the foreign key C_FK of C refers to it. CASCADE includes that.");
      assertFails(
          () -> t.truncate(Optional.empty(), "P"), Failure.DependentObjects.class, "truncated");
      t.truncate(Optional.empty(), "P", true);
      assertThat(new Grid(t).rows("C")).isEmpty();
      assertThat(IndexCheck.problems(new Grid(t).table("C"))).isEmpty();
      t.dropTable(Optional.empty(), "P", true);
      Grid grid = new Grid(t);
      assertThat(grid.table("C").schema().constraints()).isEmpty();
      assertThat(grid.table("C").schema().indexes()).isEmpty();
      grid.insert("C", 1L, 77L);
      t.commit("", "");
    }
    commit(g -> g.create("P", true, "ID"));
    assertFails(
        () -> commit(g -> g.refer("C", "C_FK", "PID", "P", "ID", Grid.Rule.of(CASCADE))),
        Failure.ForeignKeyViolation.class,
        "(77)");
    commit(g -> g.insert("P", 77L).refer("C", "C_FK", "PID", "P", "ID", Grid.Rule.of(CASCADE)));
    commit(g -> g.dropConstraint("C", "C_FK").delete("P", row -> true));
    assertThat(rows("C")).containsExactly(row(1L, 77L));
  }

  @Test
  void listingsDoNotShowIndexes() {
    family(NO_ACTION);
    assertThat(database.changelog().stream().map(ChangeEntry::table).distinct())
        .containsExactly("C", "P");
    assertThat(database.branches().getFirst().tables()).isEqualTo(2);
    try (Transaction t = database.begin("main")) {
      assertThat(t.tables(Optional.empty()).stream().map(TableSnapshot::name))
          .containsExactly("C", "P");
      TableSnapshot table = new Grid(t).table("P");
      TableSnapshot index = table.index(table.schema().allIndexes().getFirst());
      assertThat(t.find(Optional.empty(), index.name(), VersionSelector.LATEST)).isEmpty();
    }
  }

  @Test
  void oldVersionsHaveTheirIndexes() {
    family(CASCADE);
    commit(g -> g.update("P", row -> true, "CODE", old -> old == null ? null : old + 1));
    commit(g -> g.delete("P", first(1)));
    commit(g -> g.dropConstraint("C", "C_FK").dropConstraint("P", "P_CODE_KEY"));
    try (Transaction t = database.begin("main")) {
      for (String name : List.of("P", "C")) {
        long versions = database.versions().stream().filter(v -> v.table().equals(name)).count();
        for (long number = 1; number <= versions; number++) {
          TableSnapshot table =
              t.table(Optional.empty(), name, new VersionSelector.AtVersion(number));
          assertThat(IndexCheck.problems(table)).isEmpty();
        }
      }
    }
  }
}
