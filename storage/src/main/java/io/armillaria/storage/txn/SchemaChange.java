package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.IndexShape;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.index.LiveRows;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.Reference;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives tables other definitions, with what follows from it: hidden tables of indexes are made and
/// filled or dropped, and both ends of each foreign key know of it.
final class SchemaChange {
  private final Workspace tables;

  SchemaChange(Workspace tables) {
    this.tables = tables;
  }

  /// @param draft of the new table, with neither indexes nor foreign keys
  void create(TableDraft draft, TableSchema schema) {
    tables.keep(draft);
    alter(draft, draft.name(), schema, false);
  }

  /// @param cascade whether foreign keys of other tables that can be no more go away
  void alter(TableDraft draft, String name, TableSchema wanted, boolean cascade) {
    TableSchema old = draft.schema();
    TableSchema schema = withOwnIndexes(old, wanted.withReferences(old.references()));
    alter(draft, old, schema, cascade, () -> draft.define(name, schema), name);
  }

  /// Takes all rows away too; the caller writes them anew, which fills the indexes.
  void rewrite(TableDraft draft, TableSchema wanted) {
    TableSchema old = draft.schema();
    TableSchema schema = withNewTables(wanted.withReferences(old.references()));
    alter(draft, old, schema, false, () -> draft.redefine(schema), draft.name());
  }

  private void alter(
      TableDraft draft,
      TableSchema old,
      TableSchema schema,
      boolean cascade,
      Runnable define,
      String name) {
    requireConsistent(name, schema);
    List<Constraint.ForeignKey> gone = new ArrayList<>(old.foreignKeys());
    gone.removeAll(schema.foreignKeys());
    List<Constraint.ForeignKey> added = new ArrayList<>(schema.foreignKeys());
    added.removeAll(old.foreignKeys());
    tables.keep(draft);
    define.run();
    TableId table = draft.history().id();
    gone.forEach(key -> forget(table, key));
    requirePaths(name, schema, added);
    keepReferences(draft, cascade);
    reindex(draft, old);
    added.forEach(key -> new ForeignKeyStart(tables).add(draft, key));
  }

  void drop(TableDraft draft, boolean cascade) {
    tables.keep(draft);
    release(draft, cascade, "dropped");
    TableId table = draft.history().id();
    draft.schema().foreignKeys().forEach(key -> forget(table, key));
    draft.schema().allIndexes().forEach(this::dropHidden);
    draft.drop();
  }

  /// @param cascade whether tables that refer to it are truncated too
  void truncate(TableDraft draft, boolean cascade) {
    Set<TableId> all = new HashSet<>();
    truncate(draft, cascade, all);
  }

  private void truncate(TableDraft draft, boolean cascade, Set<TableId> seen) {
    TableId table = draft.history().id();
    if (!seen.add(table)) {
      return;
    }
    tables.keep(draft);
    for (Reference reference : draft.schema().references()) {
      if (!cascade && !reference.child().equals(table)) {
        throw dependent(draft.name(), reference, "truncated");
      }
      truncate(tables.draft(reference.child()), cascade, seen);
    }
    draft.truncate();
    for (Index index : draft.schema().allIndexes()) {
      TableDraft hidden = tables.draft(index.table());
      tables.keep(hidden);
      hidden.truncate();
    }
  }

  /// Foreign keys whose parent the table is go away, or keep it.
  private void release(TableDraft draft, boolean cascade, String what) {
    for (Reference reference : draft.schema().references()) {
      if (!reference.child().equals(draft.history().id())) {
        if (!cascade) {
          throw dependent(draft.name(), reference, what);
        }
        dropForeignKey(reference);
      }
    }
  }

  private RuntimeException dependent(String name, Reference reference, String what) {
    String child = tables.name(reference.child());
    return new Failure.DependentObjects(
            name,
            "%s cannot be %s: the foreign key %s of %s refers to it. CASCADE includes that."
                .formatted(name, what, reference.constraint(), child))
        .raise();
  }

  private void dropForeignKey(Reference reference) {
    TableDraft child = tables.draft(reference.child());
    List<Constraint> others = new ArrayList<>(child.schema().constraints());
    others.removeIf(each -> each.name().equals(reference.constraint()));
    alter(child, child.name(), child.schema().withConstraints(others), false);
  }

  /// Takes a foreign key of `child` out of what its parent knows.
  private void forget(TableId child, Constraint.ForeignKey key) {
    if (tables.schema(key.parent()).isPresent()) {
      TableDraft parent = tables.draft(key.parent());
      List<Reference> others = new ArrayList<>(parent.schema().references());
      others.remove(new Reference(child, key.name()));
      tables.keep(parent);
      parent.define(parent.name(), parent.schema().withReferences(others));
    }
  }

  /// The foreign keys that refer to the table must still find a key of theirs, of the same type.
  private void keepReferences(TableDraft draft, boolean cascade) {
    for (Reference reference : List.copyOf(draft.schema().references())) {
      TableSchema child = tables.schema(reference.child()).orElseThrow();
      Constraint.ForeignKey key =
          (Constraint.ForeignKey) child.constraint(reference.constraint()).orElseThrow();
      if (!ForeignKeyStart.fits(key, child, draft.schema())
          || KeyPath.unique(draft.schema(), key.parentColumns()).isEmpty()) {
        if (!cascade) {
          throw dependent(draft.name(), reference, "altered so");
        }
        dropForeignKey(reference);
      }
    }
  }

  private static void requirePaths(
      String name, TableSchema schema, List<Constraint.ForeignKey> added) {
    for (Constraint.ForeignKey key : schema.foreignKeys()) {
      if (!added.contains(key) && KeyPath.of(schema, key.columns()).isEmpty()) {
        throw new Failure.DependentObjects(
                name, "The foreign key " + key.name() + " of " + name + " needs the index.")
            .raise();
      }
    }
  }

  private static void requireConsistent(String name, TableSchema schema) {
    Set<String> names = new HashSet<>();
    schema.constraints().forEach(each -> requireNew(names, "Constraint", each.name(), name));
    Set<String> owned = new HashSet<>();
    schema.foreignKeys().forEach(each -> owned.add(each.name()));
    for (Index index : schema.indexes()) {
      if (!owned.contains(index.name())) {
        requireNew(names, "Index", index.name(), name);
      }
      requireColumns(name, "index " + index.name(), index.columns(), schema);
    }
    for (Constraint constraint : schema.constraints()) {
      switch (constraint) {
        case Constraint.Unique unique ->
            requireColumns(name, "constraint " + unique.name(), unique.columns(), schema);
        case Constraint.ForeignKey key ->
            requireColumns(name, "constraint " + key.name(), key.columns(), schema);
        case Constraint.Check _ -> {}
      }
    }
  }

  private static void requireNew(Set<String> names, String kind, String name, String table) {
    if (!names.add(name)) {
      throw new Failure.DuplicateObject(kind, name, table).raise();
    }
  }

  private static void requireColumns(
      String table, String user, List<Integer> ids, TableSchema schema) {
    if (!ids.stream().allMatch(id -> schema.ordinalOfId(id) >= 0)) {
      throw new Failure.DependentObjects(
              table, "A column of " + table + " cannot be dropped: " + user + " uses it.")
          .raise();
    }
  }

  /// An index whose entries would be others gets a hidden table of its own.
  private static TableSchema withOwnIndexes(TableSchema old, TableSchema schema) {
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : schema.constraints()) {
      constraints.add(
          constraint instanceof Constraint.Unique unique
                  && !keepsTable(old, schema, unique.asIndex())
              ? withNewTable(unique)
              : constraint);
    }
    List<Index> indexes = new ArrayList<>();
    Set<String> goneKeys = new HashSet<>();
    old.foreignKeys().forEach(each -> goneKeys.add(each.name()));
    schema.foreignKeys().forEach(each -> goneKeys.remove(each.name()));
    for (Index index : schema.indexes()) {
      if (!goneKeys.contains(index.name())) {
        indexes.add(keepsTable(old, schema, index) ? index : withNewTable(index));
      }
    }
    return schema.withConstraints(constraints).withIndexes(indexes);
  }

  private static TableSchema withNewTables(TableSchema schema) {
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : schema.constraints()) {
      constraints.add(
          constraint instanceof Constraint.Unique unique ? withNewTable(unique) : constraint);
    }
    return schema
        .withConstraints(constraints)
        .withIndexes(schema.indexes().stream().map(SchemaChange::withNewTable).toList());
  }

  private static Constraint withNewTable(Constraint.Unique unique) {
    return new Constraint.Unique(unique.name(), unique.columns(), TableId.random());
  }

  private static Index withNewTable(Index index) {
    return new Index(
        index.name(), index.columns(), index.descending(), index.unique(), TableId.random());
  }

  /// Whether the old table has the index with the same entries, or not its hidden table at all.
  private static boolean keepsTable(TableSchema old, TableSchema schema, Index index) {
    Optional<Index> before =
        old.allIndexes().stream().filter(each -> each.table().equals(index.table())).findFirst();
    boolean columnsThere = index.columns().stream().allMatch(id -> schema.ordinalOfId(id) >= 0);
    return before.isEmpty() || !columnsThere || sameEntries(old, before.get(), schema, index);
  }

  private static boolean sameEntries(
      TableSchema old, Index before, TableSchema schema, Index after) {
    TableId any = after.table();
    List<Integer> oldSources =
        new IndexShape(old, before).sources().stream().map(Column::id).toList();
    List<Integer> sources =
        new IndexShape(schema, after).sources().stream().map(Column::id).toList();
    return oldSources.equals(sources)
        && new IndexShape(old, before)
            .schema(any)
            .columns()
            .equals(new IndexShape(schema, after).schema(any).columns())
        && before.unique() == after.unique();
  }

  private void reindex(TableDraft draft, TableSchema old) {
    Set<TableId> before = new HashSet<>();
    old.allIndexes().forEach(each -> before.add(each.table()));
    Set<TableId> after = new HashSet<>();
    draft.schema().allIndexes().forEach(each -> after.add(each.table()));
    for (Index index : old.allIndexes()) {
      if (!after.contains(index.table())) {
        dropHidden(index);
      }
    }
    for (Index index : draft.schema().allIndexes()) {
      if (!before.contains(index.table())) {
        build(draft, index);
      }
    }
  }

  private void dropHidden(Index index) {
    TableDraft hidden = tables.draft(index.table());
    tables.keep(hidden);
    hidden.drop();
  }

  /// Makes an index of the rows that the table has.
  private void build(TableDraft draft, Index index) {
    IndexShape shape = new IndexShape(draft.schema(), index);
    TableDraft hidden =
        tables.create(
            tables.newTable(index.table()),
            "__index_" + index.table(),
            shape.schema(draft.history().id()));
    tables.keep(hidden);
    IndexWriter writer = new IndexWriter(draft.name(), shape, () -> hidden, tables::keep);
    LiveRows.forEach(draft.snapshot(), shape.sources(), writer::inserted);
    writer.check();
    writer.apply();
  }
}
