package io.armillaria.sql.session;

import io.armillaria.execution.expression.Expression;
import io.armillaria.sql.parser.TableConstraint;
import io.armillaria.sql.planner.CheckCondition;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/// Adds, drops and renames the constraints of a table.
final class ConstraintChanges {
  private final AlteredTable table;

  ConstraintChanges(AlteredTable table) {
    this.table = table;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException a violation, when rows that exist do
  ///   not meet it
  void add(TableConstraint constraint) {
    switch (constraint) {
      case TableConstraint.PrimaryKey(Optional<String> name, List<String> columns) ->
          new KeyChanges(table).add(name, columns);
      case TableConstraint.Check(Optional<String> name, SqlNode condition) ->
          addCheck(name, condition);
      case TableConstraint.Unique(Optional<String> name, List<String> columns) ->
          addUnique(name, columns);
      case TableConstraint.ForeignKey key -> new ForeignKeyBuilder(table).add(key);
    }
  }

  private void addUnique(Optional<String> given, List<String> columns) {
    TableSchema schema = table.schema();
    List<Integer> ids = table.ids(columns, "The unique constraint");
    String name = new ConstraintNames(table.name(), schema).of(given, columns, "KEY");
    define(schema, new Constraint.Unique(name, ids, TableId.random()));
  }

  private void addCheck(Optional<String> given, SqlNode written) {
    TableSnapshot snapshot = table.snapshot();
    TableSchema schema = snapshot.schema();
    ConstraintNames names = new ConstraintNames(table.name(), schema);
    CheckCondition condition =
        CheckCondition.of(written, table.name(), given.orElse("of " + table.name()));
    String name = names.of(given, alone(condition.names(), schema), "CHECK");
    Expression expression = condition.over(table.name(), schema, name);
    Constraint.Check check = new Constraint.Check(name, condition.sql());
    new TableRows(snapshot, table.run())
        .firstFalse(expression)
        .ifPresent(
            row -> {
              throw TableChecks.violation(table.name(), check, row);
            });
    define(schema, check);
  }

  /// The column that a check is about, if it is about one.
  private static List<String> alone(Set<String> names, TableSchema schema) {
    List<String> columns =
        schema.columns().stream().map(Column::name).filter(names::contains).toList();
    return columns.size() == 1 ? columns : List.of();
  }

  private void define(TableSchema schema, Constraint added) {
    List<Constraint> constraints = new ArrayList<>(schema.constraints());
    constraints.add(added);
    table.define(schema.withConstraints(constraints));
  }

  void drop(String name, boolean ifExists, boolean cascade) {
    TableSchema schema = table.schema();
    if (schema.hasPrimaryKey() && schema.primaryKeyName().equals(name)) {
      new KeyChanges(table).drop();
      return;
    }
    Optional<Constraint> found = schema.constraint(name);
    if (found.isPresent()) {
      List<Constraint> left = new ArrayList<>(schema.constraints());
      left.remove(found.get());
      table.define(schema.withConstraints(left), cascade);
    } else if (!ifExists) {
      throw undefined(name);
    }
  }

  void rename(String name, String newName) {
    TableSchema schema = table.schema();
    new ConstraintNames(table.name(), schema).refuseTaken(newName);
    if (schema.hasPrimaryKey() && schema.primaryKeyName().equals(name)) {
      table.define(schema.withPrimaryKey(schema.primaryKey(), newName));
      return;
    }
    if (schema.constraint(name).isEmpty()) {
      throw undefined(name);
    }
    table.define(
        schema.withConstraints(
            schema.constraints().stream()
                .map(each -> each.name().equals(name) ? renamed(each, newName) : each)
                .toList()));
  }

  private static Constraint renamed(Constraint constraint, String name) {
    return switch (constraint) {
      case Constraint.Check check -> new Constraint.Check(name, check.sql());
      case Constraint.Unique unique ->
          new Constraint.Unique(name, unique.columns(), unique.index());
      case Constraint.ForeignKey key ->
          new Constraint.ForeignKey(
              name,
              key.columns(),
              key.parent(),
              key.parentColumns(),
              key.onDelete(),
              key.onUpdate(),
              key.deferrability());
    };
  }

  private RuntimeException undefined(String name) {
    return new Failure.UndefinedObject(
            "CONSTRAINT", name, "Table " + table.name() + " has no constraint " + name + ".")
        .raise();
  }
}
