package io.armillaria.storage.txn;

import io.armillaria.storage.index.IndexShape;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.Reference;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What follows from the writes of one statement to one table: its indexes, and its foreign keys
/// and those that refer to it. What foreign keys ask for is done in [StatementScope].
final class TableEffects implements WriteEffects {
  private final StatementScope scope;
  private final List<IndexWriter> indexes = new ArrayList<>();
  private final List<ChildSide> children = new ArrayList<>();
  private final List<ParentSide> parents = new ArrayList<>();
  private final List<Column> columns;

  private TableEffects(StatementScope scope, TableDraft draft) {
    this.scope = scope;
    Workspace tables = scope.tables();
    TableId table = draft.history().id();
    TableSchema schema = draft.schema();
    Set<Integer> ids = new LinkedHashSet<>();
    for (Index index : schema.allIndexes()) {
      indexes.add(
          new IndexWriter(
              draft.name(),
              new IndexShape(schema, index),
              () -> tables.draft(index.table()),
              tables::keep));
      ids.addAll(index.columns());
    }
    for (Constraint.ForeignKey key : schema.foreignKeys()) {
      TableSchema parent = tables.schema(key.parent()).orElseThrow();
      children.add(new ChildSide(ForeignKeyEnds.of(key, table, schema, parent), scope));
      ids.addAll(key.columns());
    }
    for (Reference reference : schema.references()) {
      TableSchema child = tables.schema(reference.child()).orElseThrow();
      Constraint.ForeignKey key =
          (Constraint.ForeignKey) child.constraint(reference.constraint()).orElseThrow();
      parents.add(new ParentSide(ForeignKeyEnds.of(key, reference.child(), child, schema), scope));
      ids.addAll(key.parentColumns());
    }
    columns = ids.stream().map(id -> schema.columns().get(schema.ordinalOfId(id))).toList();
  }

  /// Those of a statement that writes to the draft.
  static WriteEffects of(StatementScope scope, TableDraft draft) {
    TableSchema schema = draft.schema();
    boolean none =
        schema.allIndexes().isEmpty()
            && schema.foreignKeys().isEmpty()
            && schema.references().isEmpty();
    return none ? WriteEffects.NONE : new TableEffects(scope, draft);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public void inserted(RowBlock after) {
    indexes.forEach(index -> index.inserted(after));
    children.forEach(child -> child.inserted(after));
  }

  @Override
  public void updated(RowBlock before, RowBlock after) {
    indexes.forEach(index -> index.updated(before, after));
    children.forEach(child -> child.updated(before, after));
    parents.forEach(parent -> parent.updated(before, after));
  }

  @Override
  public void deleted(RowBlock before) {
    indexes.forEach(index -> index.deleted(before));
    parents.forEach(parent -> parent.deleted(before));
  }

  @Override
  public void check() {
    indexes.forEach(IndexWriter::check);
    children.forEach(ChildSide::finish);
    parents.forEach(ParentSide::finish);
    scope.prepare();
  }

  @Override
  public void apply() {
    indexes.forEach(IndexWriter::apply);
  }
}
