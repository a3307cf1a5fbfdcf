package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.index.LiveRows;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.Reference;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Puts a foreign key into force: looks whether it can be, makes an index for it where there is
/// none, tells the parent, and checks the rows that are there.
final class ForeignKeyStart {
  private final Workspace tables;

  ForeignKeyStart(Workspace tables) {
    this.tables = tables;
  }

  /// @param child whose schema has the foreign key already
  void add(TableDraft child, Constraint.ForeignKey key) {
    TableSchema parent =
        tables
            .schema(key.parent())
            .filter(schema -> !schema.hidden())
            .orElseThrow(
                () ->
                    new Failure.UndefinedTable(
                            key.parent().toString(),
                            "The foreign key " + key.name() + " refers to no table of this branch.")
                        .raise());
    requireFit(child, key, parent);
    if (KeyPath.of(child.schema(), key.columns()).isEmpty()) {
      List<Index> indexes = new ArrayList<>(child.schema().indexes());
      indexes.add(new Index(key.name(), key.columns(), false, TableId.random()));
      new SchemaChange(tables)
          .alter(child, child.name(), child.schema().withIndexes(indexes), false);
    }
    TableDraft referenced = tables.draft(key.parent());
    List<Reference> references = new ArrayList<>(referenced.schema().references());
    references.add(new Reference(child.history().id(), key.name()));
    tables.keep(referenced);
    referenced.define(referenced.name(), referenced.schema().withReferences(references));
    checkRows(child, key);
  }

  private void requireFit(TableDraft child, Constraint.ForeignKey key, TableSchema parent) {
    String parentName = tables.name(key.parent());
    boolean distinct = new HashSet<>(key.columns()).size() == key.columns().size();
    if (!distinct || KeyPath.unique(parent, key.parentColumns()).isEmpty()) {
      throw new Failure.InvalidForeignKey(
              key.name(),
              distinct
                  ? "The foreign key %s refers to columns of %s that are neither its primary key nor unique."
                      .formatted(key.name(), parentName)
                  : "The foreign key %s names a column twice.".formatted(key.name()))
          .raise();
    }
    for (int i = 0; i < key.columns().size(); i++) {
      Column from = column(child.schema(), key.columns().get(i));
      Column to = column(parent, key.parentColumns().get(i));
      if (!comparable(from.type(), to.type())) {
        throw new Failure.InvalidForeignKey(
                key.name(),
                "The foreign key %s compares %s of type %s with %s of %s, of type %s."
                    .formatted(
                        key.name(),
                        from.name(),
                        from.type().sql(),
                        to.name(),
                        parentName,
                        to.type().sql()))
            .raise();
      }
    }
  }

  /// Whether the columns at both ends are there and have types whose equal values are stored alike.
  static boolean fits(Constraint.ForeignKey key, TableSchema child, TableSchema parent) {
    for (int i = 0; i < key.columns().size(); i++) {
      int from = child.ordinalOfId(key.columns().get(i));
      int to = parent.ordinalOfId(key.parentColumns().get(i));
      if (from < 0
          || to < 0
          || !comparable(child.columns().get(from).type(), parent.columns().get(to).type())) {
        return false;
      }
    }
    return true;
  }

  private static Column column(TableSchema schema, int id) {
    return schema.columns().get(schema.ordinalOfId(id));
  }

  /// Whether equal values of the two are stored alike.
  private static boolean comparable(DataType from, DataType to) {
    return switch (from) {
      case DataType.Plain plain ->
          plain == to || (isWhole(plain) && to instanceof DataType.Plain other && isWhole(other));
      case DataType.Decimal(_, int scale) ->
          to instanceof DataType.Decimal other
              && other.scale() == scale
              && other.layout() == from.layout();
      case DataType.Char(int length) ->
          to instanceof DataType.Char(int otherLength) && length == otherLength;
      case DataType.Varchar _ -> to instanceof DataType.Varchar;
      case DataType.Binary(int length) ->
          to instanceof DataType.Binary(int otherLength) && length == otherLength;
      case DataType.Varbinary _ -> to instanceof DataType.Varbinary;
      case DataType.Time _ -> to instanceof DataType.Time;
      case DataType.Timestamp _ -> to instanceof DataType.Timestamp;
      case DataType.TimestampWithZone _ -> to instanceof DataType.TimestampWithZone;
    };
  }

  private static boolean isWhole(DataType.Plain type) {
    return type == DataType.Plain.SMALLINT
        || type == DataType.Plain.INTEGER
        || type == DataType.Plain.BIGINT;
  }

  private void checkRows(TableDraft child, Constraint.ForeignKey key) {
    TableSchema parent = tables.schema(key.parent()).orElseThrow();
    StatementScope scope = new StatementScope(tables);
    ChildSide side =
        new ChildSide(ForeignKeyEnds.of(key, child.history().id(), child.schema(), parent), scope);
    List<Column> columns = key.columns().stream().map(id -> column(child.schema(), id)).toList();
    LiveRows.forEach(child.snapshot(), columns, side::inserted);
    side.finish();
    scope.checkNow();
  }
}
