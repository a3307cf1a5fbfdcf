package io.armillaria.storage.crash;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.TableWriter;
import io.armillaria.storage.txn.Tables;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A little of all that a database does, step by step; each step says what it does to a database
/// and what to a [PlainState], and is one commit or one change of a ref. Some wait for the work in
/// the background, so that it does not lie behind all the others.
final class Workload {
  /// @param run may throw; then the step has happened, or not, as a whole
  record Step(String name, Consumer<Database> run, Consumer<PlainState> expect) {
    PlainState after(PlainState before) {
      PlainState state = before.copy();
      expect.accept(state);
      return state;
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final boolean vacuum;

  private Workload(boolean vacuum) {
    this.vacuum = vacuum;
  }

  /// About 80 steps.
  static List<Step> standard() {
    return steps(false);
  }

  /// With VACUUM among them.
  static List<Step> withVacuum() {
    return steps(true);
  }

  private static List<Step> steps(boolean vacuum) {
    Workload work = new Workload(vacuum);
    work.create("T", true);
    work.commit(
        "main",
        "create K with rows, and write T",
        t -> {
          t.createTable(Optional.empty(), "K", Tables.keyless());
          insert(t, "K", rows(1, 5, "first"));
          insert(t, "T", rows(1, 3, "first"));
        },
        edit -> {
          edit.create("K");
          edit.rows("K", rows -> rows.putAll(rows(1, 5, "first")));
          edit.rows("T", rows -> rows.putAll(rows(1, 3, "first")));
        });
    work.insert("main", "T", rows(1000, 1600, "loaded, in objects rather than in the log"));
    work.update("main", "T", rows(1100, 1103, "updated"));
    work.delete("main", "T", 1200, 1210);
    work.addColumn("main", "T");
    work.prepare("small", "K", rows(50, 51, "prepared"));
    work.prepare("dropped", "K", rows(52, 53, "prepared"));
    work.branch("dev", "main");
    work.insert("dev", "T", wide(rows(10, 12, "on dev"), 5L));
    work.update("dev", "K", rows(1, 2, "on dev"));
    work.tag("v-one", "dev");
    work.checkpoint();
    work.rollbackPrepared("dropped");
    work.prepare(
        "large", "T", wide(rows(2000, 2500, "prepared, in objects and not in the log"), 8L));
    work.commitPrepared("small");
    work.checkpoint();
    work.commitPrepared("large");
    work.dropBranch("dev");
    work.branch("dev", "main");
    work.insert("dev", "T", wide(rows(10, 12, "on dev"), 5L));
    work.merge("dev", "main");
    work.vacuum();
    work.delete("main", "T", 1000, 1590);
    for (int i = 0; i < 20; i++) {
      work.insert("main", "K", rows(100 + i, 100 + i, "small " + i));
    }
    work.update("main", "K", rows(105, 108, "updated"));
    work.commit(
        "main",
        "truncate T",
        t -> t.truncate(Optional.empty(), "T"),
        edit -> edit.rows("T", NavigableMap::clear));
    work.insert("main", "T", wide(rows(1, 400, "loaded again, and rather many as well"), 6L));
    work.index("main", "T");
    work.child("main", "C", "T");
    work.insert("main", "C", rows(1, 60, "child"));
    work.update("main", "T", rows(5, 40, "in the index"));
    work.commit(
        "main", "rename K", t -> Tables.renameTable(t, "K", "L"), edit -> edit.rename("K", "L"));
    work.create("K", false);
    work.optimize("T");
    work.checkpoint();
    work.vacuum();
    for (int i = 0; i < 18; i++) {
      work.delete("main", "T", i * 10 + 1, i * 10 + 3);
    }
    work.dropColumn("main", "T", "N");
    work.update("main", "T", rows(200, 210, "without the column"));
    work.delete("main", "C", 50, 60);
    work.dropTable("main", "K");
    work.create("K", true);
    work.dropBranch("dev");
    work.branch("dev", "v-one");
    work.insert("dev", "T", wide(rows(20, 21, "on dev again"), 7L));
    work.vacuum();
    return work.steps;
  }

  private void commit(
      String branch, String name, Consumer<Transaction> real, Consumer<PlainState.Edit> expected) {
    boolean waits = steps.size() % 3 == 0;
    steps.add(
        new Step(
            name + " on " + branch,
            database -> {
              try (Transaction transaction = database.begin(branch)) {
                real.accept(transaction);
                transaction.commit("ann", name);
              }
              if (waits) {
                database.awaitIdle();
              }
            },
            state -> state.commit(branch, expected)));
  }

  private void prepare(String id, String table, NavigableMap<Long, List<Object>> rows) {
    steps.add(
        new Step(
            "prepare " + id,
            database -> {
              try (Transaction transaction = database.begin("main")) {
                insert(transaction, table, rows);
                transaction.prepare(id, "ann", id);
              }
            },
            state ->
                state.prepared.put(id, edit -> edit.rows(table, known -> known.putAll(rows)))));
  }

  private void commitPrepared(String id) {
    steps.add(
        new Step(
            "commit prepared " + id,
            database -> database.commitPrepared(id),
            state -> state.commit("main", state.prepared.remove(id))));
  }

  private void rollbackPrepared(String id) {
    steps.add(
        new Step(
            "roll back prepared " + id,
            database -> database.rollbackPrepared(id),
            state -> state.prepared.remove(id)));
  }

  private void create(String table, boolean keyed) {
    TableSchema schema = keyed ? Tables.keyed() : Tables.keyless();
    commit(
        "main",
        "create " + table,
        t -> t.createTable(Optional.empty(), table, schema),
        edit -> edit.create(table));
  }

  private void dropTable(String branch, String table) {
    commit(
        branch,
        "drop " + table,
        t -> t.dropTable(Optional.empty(), table),
        edit -> edit.drop(table));
  }

  private void insert(String branch, String table, NavigableMap<Long, List<Object>> rows) {
    commit(
        branch,
        "insert " + rows.size() + " rows into " + table,
        t -> insert(t, table, rows),
        edit -> edit.rows(table, known -> known.putAll(rows)));
  }

  private void update(String branch, String table, NavigableMap<Long, List<Object>> rows) {
    commit(
        branch,
        "update " + table,
        t -> update(t, table, rows),
        edit ->
            edit.rows(
                table,
                known ->
                    rows.forEach(
                        (id, row) -> {
                          List<Object> changed = new ArrayList<>(known.get(id));
                          changed.set(0, row.getFirst());
                          known.put(id, changed);
                        })));
  }

  private void delete(String branch, String table, long from, long to) {
    commit(
        branch,
        "delete from " + table,
        t -> delete(t, table, from, to),
        edit -> {
          edit.rows(table, rows -> rows.subMap(from, to + 1).clear());
          if (table.equals("T") && edit.has("C", from, to)) {
            edit.rows("C", rows -> rows.subMap(from, to + 1).clear());
          }
        });
  }

  private static void alter(
      Transaction transaction, String table, UnaryOperator<TableSchema> change) {
    TableSchema old = transaction.table(Optional.empty(), table, VersionSelector.LATEST).schema();
    transaction.alterTable(Optional.empty(), table, table, change.apply(old));
  }

  private void index(String branch, String table) {
    commit(
        branch,
        "index " + table,
        t -> {
          Index index =
              new Index(table + "_NAME", List.of(Tables.NAME.id()), false, TableId.random());
          alter(t, table, schema -> schema.withIndexes(List.of(index)));
        },
        edit -> edit.rows(table, rows -> {}));
  }

  /// A table whose rows go with those of another; that one's definition says so too.
  private void child(String branch, String table, String parent) {
    commit(
        branch,
        "create " + table + " that refers to " + parent,
        t -> {
          t.createTable(Optional.empty(), table, Tables.keyed());
          Constraint key =
              new Constraint.ForeignKey(
                  table + "_FK",
                  List.of(Tables.ID.id()),
                  t.table(Optional.empty(), parent, VersionSelector.LATEST).id(),
                  List.of(Tables.ID.id()),
                  Constraint.Action.CASCADE,
                  Constraint.Action.NO_ACTION,
                  Constraint.Deferrability.NOT_DEFERRABLE);
          alter(t, table, schema -> schema.withConstraints(List.of(key)));
        },
        edit -> {
          edit.create(table);
          edit.rows(parent, rows -> {});
        });
  }

  private void dropColumn(String branch, String table, String column) {
    commit(
        branch,
        "drop a column of " + table,
        t ->
            alter(
                t,
                table,
                schema ->
                    schema.withColumns(
                        schema.columns().stream().filter(c -> !c.name().equals(column)).toList())),
        edit -> edit.dropColumn(table, column));
  }

  private void addColumn(String branch, String table) {
    Column column =
        new Column(0, "N", DataType.Plain.BIGINT, true, Optional.empty(), 7L, "", Optional.empty());
    commit(
        branch,
        "add a column to " + table,
        t -> {
          TableSchema old = t.table(Optional.empty(), table, VersionSelector.LATEST).schema();
          List<Column> columns = new ArrayList<>(old.columns());
          columns.add(column);
          t.alterTable(
              Optional.empty(),
              table,
              table,
              new TableSchema(columns, old.primaryKey(), old.primaryKeyName(), old.constraints()));
        },
        edit -> edit.addColumn(table, "N", 7L));
  }

  private void optimize(String table) {
    steps.add(
        new Step("optimize " + table, database -> database.optimize("main", table), state -> {}));
  }

  private void checkpoint() {
    steps.add(new Step("checkpoint", Database::checkpoint, state -> {}));
  }

  /// Takes garbage and the log's old segments away; all versions are young enough to stay.
  private void vacuum() {
    if (vacuum) {
      steps.add(
          new Step(
              "vacuum",
              database -> {
                database.awaitIdle();
                database.vacuum(OptionalInt.empty(), false);
              },
              state -> {}));
    }
  }

  private void branch(String name, String from) {
    steps.add(
        new Step(
            "create branch " + name,
            database -> database.createBranch(name, from, VersionSelector.LATEST, false, false),
            state ->
                state.branches.put(name, state.branches.getOrDefault(from, state.tags.get(from)))));
  }

  private void dropBranch(String name) {
    steps.add(
        new Step(
            "drop branch " + name,
            database -> database.dropBranch(name, false),
            state -> state.branches.remove(name)));
  }

  private void tag(String name, String from) {
    steps.add(
        new Step(
            "create tag " + name,
            database -> database.createTag(name, from, VersionSelector.LATEST, false),
            state -> state.tags.put(name, state.branches.get(from))));
  }

  private void merge(String from, String into) {
    steps.add(
        new Step(
            "merge " + from,
            database -> database.merge(from, into),
            state -> state.branches.put(into, state.branches.get(from))));
  }

  /// Rows of those ids, both ends included.
  private static NavigableMap<Long, List<Object>> rows(long from, long to, String name) {
    NavigableMap<Long, List<Object>> rows = new TreeMap<>();
    for (long id = from; id <= to; id++) {
      rows.put(id, List.of(name + " " + id));
    }
    return rows;
  }

  private static NavigableMap<Long, List<Object>> wide(
      NavigableMap<Long, List<Object>> rows, Object last) {
    NavigableMap<Long, List<Object>> wide = new TreeMap<>();
    rows.forEach((id, row) -> wide.put(id, List.of(row.getFirst(), last)));
    return wide;
  }

  static void insert(Transaction transaction, String table, Map<Long, List<Object>> rows) {
    try (TableWriter writer = transaction.write(Optional.empty(), table)) {
      List<Column> columns = writer.base().schema().columns();
      ColumnVector[] vectors = new ColumnVector[columns.size()];
      for (int i = 0; i < vectors.length; i++) {
        int ordinal = i;
        Object[] values =
            rows.entrySet().stream()
                .map(row -> ordinal == 0 ? row.getKey() : row.getValue().get(ordinal - 1))
                .map(Workload::physical)
                .toArray();
        vectors[i] = ColumnVectors.of(columns.get(i).type().layout(), values);
      }
      writer.insert(vectors, rows.size());
      writer.finish();
    }
  }

  private static Object physical(Object value) {
    return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value;
  }

  private static void update(
      Transaction transaction, String table, NavigableMap<Long, List<Object>> rows) {
    try (TableWriter writer = transaction.write(Optional.empty(), table)) {
      Map<Long, Long> all = Tables.scan(writer.base());
      long[] addresses = rows.keySet().stream().mapToLong(all::get).toArray();
      String[] names =
          rows.values().stream().map(row -> (String) row.getFirst()).toArray(String[]::new);
      writer.update(
          addresses, names.length, new int[] {1}, new ColumnVector[] {Tables.names(names)});
      writer.finish();
    }
  }

  private static void delete(Transaction transaction, String table, long from, long to) {
    try (TableWriter writer = transaction.write(Optional.empty(), table)) {
      TableSnapshot base = writer.base();
      long[] addresses =
          new TreeMap<>(Tables.scan(base))
              .subMap(from, to + 1).values().stream().mapToLong(Long::longValue).toArray();
      writer.delete(addresses, addresses.length);
      writer.finish();
    }
  }
}
