package io.armillaria.sql.session;

import io.armillaria.sql.planner.CheckCondition;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableSchema;
import java.util.List;
import java.util.stream.Stream;

/// The constraints and indexes of a table that need one of its columns.
final class ColumnDependents {
  private final AlteredTable table;
  private final Column column;

  ColumnDependents(AlteredTable table, Column column) {
    this.table = table;
    this.column = column;
  }

  /// Drops them with `cascade`; without, there must be none.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException DependentObjects
  void drop(boolean cascade) {
    List<String> constraints = constraints();
    List<String> indexes = indexes();
    if (!cascade && !(constraints.isEmpty() && indexes.isEmpty())) {
      throw new Failure.DependentObjects(
              column.name(),
              "Column "
                  + column.name()
                  + " of "
                  + table.name()
                  + " is used by "
                  + Failure.listing(
                      Stream.concat(constraints.stream(), indexes.stream()).distinct().toList())
                  + ". Drop them first, or use CASCADE.")
          .raise();
    }
    ConstraintChanges changes = new ConstraintChanges(table);
    constraints.forEach(name -> changes.drop(name, false, true));
    TableSchema schema = table.schema();
    if (!indexes.isEmpty()) {
      table.define(
          schema.withIndexes(
              schema.indexes().stream().filter(each -> !uses(each.columns())).toList()));
    }
  }

  /// Names of the constraints.
  List<String> constraints() {
    TableSchema schema = table.schema();
    Stream<String> key =
        uses(schema.primaryKey()) ? Stream.of(schema.primaryKeyName()) : Stream.empty();
    return Stream.concat(key, others(schema)).toList();
  }

  private Stream<String> others(TableSchema schema) {
    return schema.constraints().stream()
        .filter(
            each ->
                switch (each) {
                  case Constraint.Check check ->
                      CheckCondition.of(check.sql()).names().contains(column.name());
                  case Constraint.Unique unique -> uses(unique.columns());
                  case Constraint.ForeignKey key -> uses(key.columns());
                })
        .map(Constraint::name);
  }

  /// Names of the indexes that belong to no constraint.
  List<String> indexes() {
    return table.schema().indexes().stream()
        .filter(each -> uses(each.columns()))
        .map(Index::name)
        .toList();
  }

  private boolean uses(List<Integer> columns) {
    return columns.contains(column.id());
  }
}
