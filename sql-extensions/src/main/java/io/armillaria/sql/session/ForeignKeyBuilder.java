package io.armillaria.sql.session;

import io.armillaria.sql.parser.TableConstraint;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;

/// Adds foreign keys as statements have them: to tables of the same branch.
final class ForeignKeyBuilder {
  private final AlteredTable table;

  ForeignKeyBuilder(AlteredTable table) {
    this.table = table;
  }

  /// Fails where the parent is missing, before the table is made that refers to it.
  void requireParent(TableConstraint.ForeignKey written) {
    AlteredTable parent = parent(written);
    if (!parent.name().equals(table.name())) {
      parent.snapshot();
    }
  }

  void add(TableConstraint.ForeignKey written) {
    TableSchema schema = table.schema();
    AlteredTable parent = parent(written);
    TableSnapshot referenced = parent.snapshot();
    List<Integer> columns = table.ids(written.columns(), "The foreign key");
    String name =
        new ConstraintNames(table.name(), schema).of(written.name(), written.columns(), "FKEY");
    List<Integer> parentColumns = parentColumns(name, written, parent, referenced.schema());
    if (columns.size() != parentColumns.size()) {
      throw new Failure.InvalidForeignKey(
              name,
              "Foreign key "
                  + name
                  + " has "
                  + columns.size()
                  + " columns, but refers to "
                  + parentColumns.size()
                  + " of "
                  + parent.name()
                  + ".")
          .raise();
    }
    List<Constraint> constraints = new ArrayList<>(schema.constraints());
    constraints.add(
        new Constraint.ForeignKey(
            name,
            columns,
            referenced.id(),
            parentColumns,
            action(written.onDelete()),
            action(written.onUpdate()),
            deferrability(written.deferral())));
    table.define(schema.withConstraints(constraints));
  }

  private AlteredTable parent(TableConstraint.ForeignKey written) {
    StatementRun run = table.run();
    TableTarget named = TableTarget.of(written.target(), run.session().engine().database());
    if (named.branch().isPresent() && !named.branch().equals(table.target().branch())) {
      throw new Failure.Unsupported(
              "A foreign key refers to a table of its own branch; "
                  + written.target()
                  + " names another one. Leave the branch out.")
          .raise();
    }
    return new AlteredTable(new TableTarget(table.target().branch(), named.name()), run);
  }

  private static List<Integer> parentColumns(
      String name,
      TableConstraint.ForeignKey written,
      AlteredTable parent,
      TableSchema referenced) {
    if (!written.referenced().isEmpty()) {
      return parent.ids(written.referenced(), "A foreign key to the columns");
    }
    if (!referenced.hasPrimaryKey()) {
      throw new Failure.InvalidForeignKey(
              name,
              "Foreign key "
                  + name
                  + " names no columns of "
                  + parent.name()
                  + ", which has no primary key.")
          .raise();
    }
    return referenced.primaryKey();
  }

  private static Constraint.Action action(TableConstraint.Action action) {
    return switch (action) {
      case NO_ACTION -> Constraint.Action.NO_ACTION;
      case RESTRICT -> Constraint.Action.RESTRICT;
      case CASCADE -> Constraint.Action.CASCADE;
      case SET_NULL -> Constraint.Action.SET_NULL;
      case SET_DEFAULT -> Constraint.Action.SET_DEFAULT;
    };
  }

  private static Constraint.Deferrability deferrability(TableConstraint.Deferral deferral) {
    return switch (deferral) {
      case NOT_DEFERRABLE -> Constraint.Deferrability.NOT_DEFERRABLE;
      case INITIALLY_IMMEDIATE -> Constraint.Deferrability.INITIALLY_IMMEDIATE;
      case INITIALLY_DEFERRED -> Constraint.Deferrability.INITIALLY_DEFERRED;
    };
  }
}
