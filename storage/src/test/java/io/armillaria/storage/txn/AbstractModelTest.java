package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyEncoder;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;

/// Transactions on several branches at a time, with definitions, savepoints, conflicts and
/// reopening, against a plain model.
abstract class AbstractModelTest {
  private static final long MISSING = 7;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final ModelHistory model = new ModelHistory();
  private final List<ModelTransaction> open = new ArrayList<>();
  private Database database;
  private int tables;
  private int names;
  private long ids = 1000;

  abstract Database open();

  abstract Database reopen(Database open);

  @RepeatedTest(2)
  void agreesWithTheModel() {
    database = open();
    try {
      for (int step = 0; step < 800; step++) {
        step();
      }
      end();
      checkAll();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    } finally {
      database.close();
    }
  }

  private void step() {
    switch (random.nextInt(40)) {
      case 0 -> branch();
      case 1 -> merge();
      case 2 -> {
        switch (random.nextInt(4)) {
          case 0 -> {
            end();
            again();
          }
          case 1 -> optimize();
          case 2 -> database.awaitIdle();
          default -> {}
        }
      }
      case 3, 4, 5, 6, 7, 8, 9, 10 -> {
        if (!open.isEmpty()) {
          commit(open.remove(random.nextInt(open.size())));
        }
      }
      default -> {
        if (open.size() < 3) {
          begin();
        }
        change(open.get(random.nextInt(open.size())));
      }
    }
  }

  private void end() {
    while (!open.isEmpty()) {
      commit(open.removeFirst());
    }
  }

  private void optimize() {
    List<String> branches = List.copyOf(model.branches.keySet());
    String branch = branches.get(random.nextInt(branches.size()));
    model.head(branch).keySet().forEach(name -> database.optimize(branch, name));
  }

  private void again() {
    List<Object> before = everything();
    database = reopen(database);
    assertThat(everything()).isEqualTo(before);
  }

  private List<Object> everything() {
    return List.of(
        database.commits(),
        database.changelog(),
        database.versions(),
        database.branches(),
        database.tags());
  }

  private void begin() {
    List<String> branches = List.copyOf(model.branches.keySet());
    String branch = branches.get(random.nextInt(branches.size()));
    open.add(model.begin(database.begin(branch), branch));
  }

  private void branch() {
    List<String> branches = List.copyOf(model.branches.keySet());
    String from = branches.get(random.nextInt(branches.size()));
    if (branches.size() < 4) {
      String name = "b" + names++;
      database.createBranch(name, from, VersionSelector.LATEST, false, false);
      model.branches.put(name, model.branches.get(from));
    } else if (!from.equals("main") && open.stream().noneMatch(t -> t.branch.equals(from))) {
      database.dropBranch(from, false);
      model.branches.remove(from);
    }
  }

  private void merge() {
    List<String> branches = List.copyOf(model.branches.keySet());
    String from = branches.get(random.nextInt(branches.size()));
    String into = branches.get(random.nextInt(branches.size()));
    if (model.isBehind(from, into)) {
      assertThat(database.merge(from, into)).isFalse();
    } else if (model.isBehind(into, from)) {
      assertThat(database.merge(from, into)).isTrue();
      model.branches.put(into, model.branches.get(from));
    } else {
      assertThatThrownBy(() -> database.merge(from, into)).hasMessageContaining("conflict");
    }
  }

  private void commit(ModelTransaction mine) {
    if (random.nextInt(8) == 0) {
      mine.real.rollback();
    } else if (mine.net().isEmpty()) {
      assertThat(mine.real.commit("ann", "")).isEmpty();
    } else if (model.conflicts(mine)) {
      assertThatThrownBy(() -> mine.real.commit("ann", ""))
          .isInstanceOf(DatabaseException.class)
          .extracting(e -> ((DatabaseException) e).failure())
          .isInstanceOfAny(Failure.WriteConflict.class, Failure.SchemaConflict.class);
    } else {
      model.commit(mine, mine.real.commit("ann", "").orElseThrow());
      check(model.all.getLast());
    }
  }

  private void change(ModelTransaction mine) {
    List<String> known = List.copyOf(mine.tables().keySet());
    if (known.isEmpty() || (known.size() < 4 && random.nextInt(20) == 0)) {
      create(mine);
      return;
    }
    String name = known.get(random.nextInt(known.size()));
    ModelTable table = mine.tables().get(name);
    switch (random.nextInt(60)) {
      case 0 -> drop(mine, name);
      case 1, 2 -> rename(mine, name);
      case 3 -> addColumn(mine, name);
      case 4 -> dropColumn(mine, name);
      case 5 -> {
        mine.real.truncate(Optional.empty(), name);
        mine.truncate(table);
      }
      case 6, 7 -> mine.save();
      case 8, 9 -> mine.goBack();
      case 10 -> insert(mine, name, 1500);
      case 11, 12, 13, 14, 15, 16 -> insert(mine, name, 1 + random.nextInt(5));
      case 17, 18, 19, 20 -> delete(mine, name);
      case 21 -> moveKey(mine, name);
      default -> update(mine, name);
    }
    check(mine);
  }

  private String freshName() {
    return "T" + random.nextInt(6);
  }

  private void create(ModelTransaction mine) {
    String name = freshName();
    if (mine.tables().containsKey(name)) {
      assertThatThrownBy(() -> mine.real.createTable(Optional.empty(), name, Tables.keyed()))
          .hasMessageContaining(name);
      return;
    }
    boolean keyed = random.nextInt(3) > 0;
    mine.real.createTable(Optional.empty(), name, keyed ? Tables.keyed() : Tables.keyless());
    mine.tables().put(name, ModelTable.create(tables++, keyed));
  }

  private void drop(ModelTransaction mine, String name) {
    mine.real.dropTable(Optional.empty(), name);
    mine.tables().remove(name);
  }

  private void rename(ModelTransaction mine, String name) {
    String newName = freshName();
    if (!mine.tables().containsKey(newName)) {
      Tables.renameTable(mine.real, name, newName);
      mine.tables().put(newName, mine.tables().remove(name));
    }
  }

  private void addColumn(ModelTransaction mine, String name) {
    TableSchema old = schema(mine, name);
    String column = "C" + names++;
    List<Column> columns = new ArrayList<>(old.columns());
    columns.add(new Column(0, column, DataType.Plain.BIGINT, true).withMissing(MISSING));
    alter(mine, name, old, columns);
    mine.tables().put(name, mine.tables().get(name).withColumn(column, MISSING));
  }

  private void dropColumn(ModelTransaction mine, String name) {
    TableSchema old = schema(mine, name);
    if (old.columns().size() > 2) {
      List<Column> columns = new ArrayList<>(old.columns());
      String column = columns.remove(2).name();
      alter(mine, name, old, columns);
      mine.tables().put(name, mine.tables().get(name).withoutColumn(column));
    }
  }

  private static TableSchema schema(ModelTransaction mine, String name) {
    return mine.real.table(Optional.empty(), name, VersionSelector.LATEST).schema();
  }

  private static void alter(
      ModelTransaction mine, String name, TableSchema old, List<Column> columns) {
    mine.real.alterTable(Optional.empty(), name, name, old.withColumns(columns));
  }

  private void insert(ModelTransaction mine, String name, int count) {
    ModelTable table = mine.tables().get(name);
    Map<Long, Map<String, Object>> rows = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      long id = table.keyed() && count < 10 ? random.nextInt(200) : ids++;
      if (!table.rows().containsKey(id)) {
        Map<String, Object> row = new TreeMap<>();
        table.columns().forEach(column -> row.put(column, random.nextLong(1000)));
        row.put("ID", id);
        row.put("NAME", random.nextInt(5) == 0 ? "" : "name " + random.nextInt(1000));
        rows.put(id, row);
      }
    }
    try (TableWriter writer = mine.real.write(Optional.empty(), name)) {
      List<ColumnVector> columns = new ArrayList<>();
      for (Column column : writer.base().schema().columns()) {
        columns.add(
            ColumnVectors.of(
                column.type().layout(),
                rows.values().stream().map(row -> physical(row.get(column.name()))).toArray()));
      }
      writer.insert(columns.toArray(ColumnVector[]::new), rows.size());
      writer.finish();
    }
    table.rows().putAll(rows);
    rows.keySet().forEach(id -> mine.touch(table, id));
  }

  private static Object physical(Object value) {
    return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value;
  }

  private List<Long> some(ModelTable table) {
    List<Long> all = new ArrayList<>(table.rows().keySet());
    java.util.Collections.shuffle(all, random);
    return all.subList(
        0, Math.min(all.size(), 1 + random.nextInt(random.nextInt(6) == 0 ? 300 : 4)));
  }

  private static long[] addresses(TableSnapshot base, List<Long> chosen) {
    if (base.schema().hasPrimaryKey()) {
      return chosen.stream().mapToLong(id -> Tables.address(base, id)).toArray();
    }
    Map<Long, Long> all = Tables.scan(base);
    return chosen.stream().mapToLong(all::get).toArray();
  }

  private void delete(ModelTransaction mine, String name) {
    ModelTable table = mine.tables().get(name);
    List<Long> chosen = some(table);
    try (TableWriter writer = mine.real.write(Optional.empty(), name)) {
      writer.delete(addresses(writer.base(), chosen), chosen.size());
      writer.finish();
    }
    chosen.forEach(table.rows()::remove);
    chosen.forEach(id -> mine.touch(table, id));
  }

  private void update(ModelTransaction mine, String name) {
    ModelTable table = mine.tables().get(name);
    List<Long> chosen = some(table);
    String text = random.nextInt(5) == 0 ? null : "updated " + random.nextInt(1000);
    String[] texts = new String[chosen.size()];
    java.util.Arrays.fill(texts, text);
    try (TableWriter writer = mine.real.write(Optional.empty(), name)) {
      writer.update(
          addresses(writer.base(), chosen),
          chosen.size(),
          new int[] {1},
          new ColumnVector[] {Tables.names(texts)});
      writer.finish();
    }
    chosen.forEach(id -> table.rows().get(id).put("NAME", text));
    chosen.forEach(id -> mine.touch(table, id));
  }

  /// Gives rows each other's keys, in a circle, or a new one.
  private void moveKey(ModelTransaction mine, String name) {
    ModelTable table = mine.tables().get(name);
    List<Long> chosen = some(table);
    if (!table.keyed() || chosen.isEmpty()) {
      return;
    }
    List<Long> moved = new ArrayList<>(chosen);
    moved.add(moved.removeFirst());
    if (random.nextBoolean()) {
      moved.set(0, ids++);
    }
    try (TableWriter writer = mine.real.write(Optional.empty(), name)) {
      writer.update(
          addresses(writer.base(), chosen),
          chosen.size(),
          new int[] {0},
          new ColumnVector[] {Tables.ids(moved.toArray(Long[]::new))});
      writer.finish();
    }
    List<Map<String, Object>> rows = chosen.stream().map(table.rows()::remove).toList();
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).put("ID", moved.get(i));
      table.rows().put(moved.get(i), rows.get(i));
    }
    chosen.forEach(id -> mine.touch(table, id));
    moved.forEach(id -> mine.touch(table, id));
  }

  private void check(ModelTransaction mine) {
    assertThat(mine.real.tables(Optional.empty()))
        .extracting(TableSnapshot::name)
        .isEqualTo(List.copyOf(mine.tables().keySet()));
    List<String> known = List.copyOf(mine.tables().keySet());
    if (!known.isEmpty()) {
      String name = known.get(random.nextInt(known.size()));
      check(
          mine.real.table(Optional.empty(), name, VersionSelector.LATEST), mine.tables().get(name));
    }
  }

  private void checkAll() {
    for (int round = 0; round < 2; round++) {
      model.all.forEach(this::check);
      model.branches.keySet().forEach(this::checkBranch);
      List<Problem> problems = new ArrayList<>();
      database.check(problems::add, () -> {});
      assertThat(problems).isEmpty();
      again();
    }
  }

  private void check(ModelHistory.Committed commit) {
    try (Transaction reader = database.begin("main")) {
      VersionSelector at = new VersionSelector.AtCommit(commit.real().commit());
      for (int i = 0; i < 6; i++) {
        String name = "T" + i;
        ModelTable table = commit.tables().get(name);
        Optional<TableSnapshot> found = reader.find(Optional.empty(), name, at);
        assertThat(found.isPresent()).isEqualTo(table != null);
        found.ifPresent(
            snapshot -> {
              assertThat(snapshot.version()).hasValue(commit.versions().get(table.number()));
              check(snapshot, table);
            });
      }
    }
  }

  private void checkBranch(String branch) {
    try (Transaction reader = database.begin("main")) {
      List<ModelHistory.Committed> commits = model.branches.get(branch);
      for (ModelHistory.Committed commit : commits) {
        VersionSelector at = new VersionSelector.AsOf(commit.real().committedAt());
        commit
            .tables()
            .forEach((name, table) -> check(reader.table(Optional.of(branch), name, at), table));
      }
      model
          .head(branch)
          .forEach((name, table) -> checkVersions(reader, branch, commits, name, table));
    }
  }

  private static void checkVersions(
      Transaction reader,
      String branch,
      List<ModelHistory.Committed> commits,
      String name,
      ModelTable table) {
    for (ModelHistory.Committed commit : commits) {
      if (commit.changed().containsKey(table.number())) {
        long version = commit.versions().get(table.number());
        ModelTable then = ModelTransaction.byNumber(commit.tables()).get(table.number()).getValue();
        check(
            reader.table(Optional.of(branch), name, new VersionSelector.AtVersion(version)), then);
      }
    }
  }

  private static void check(TableSnapshot snapshot, ModelTable table) {
    assertThat(snapshot.schema().columns()).extracting(Column::name).isEqualTo(table.columns());
    Map<Long, Map<String, Object>> rows = new TreeMap<>();
    long seen = 0;
    for (Segment segment : snapshot.segments()) {
      List<Column> columns = snapshot.schema().columns();
      List<ColumnVector> vectors = new ArrayList<>();
      for (Column column : columns) {
        vectors.add(
            ColumnVectors.read(segment.reader(column), column.type().layout(), 0, segment.rows()));
      }
      for (int row = 0; row < segment.rows(); row++) {
        if (!segment.deleted().contains(row)) {
          Map<String, Object> values = new TreeMap<>();
          for (int i = 0; i < columns.size(); i++) {
            Object value = ColumnVectors.value(vectors.get(i), row);
            values.put(
                columns.get(i).name(),
                value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value);
          }
          rows.put((Long) values.get("ID"), values);
          seen++;
        }
      }
    }
    assertThat(rows).isEqualTo(table.rows());
    assertThat(snapshot.rowCount()).isEqualTo(seen).isEqualTo(table.rows().size());
    if (table.keyed()) {
      for (long id = 0; id < 200; id++) {
        long address = snapshot.find(new KeyEncoder().reset().appendLong(id).toBytes());
        assertThat(address >= 0).isEqualTo(table.rows().containsKey(id));
      }
    }
  }
}
