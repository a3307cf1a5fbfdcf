package io.armillaria.sql.session;

import io.armillaria.sql.parser.AlterAction;
import io.armillaria.sql.parser.ColumnDefinition;
import io.armillaria.sql.parser.TableConstraint;
import io.armillaria.sql.schema.TableTarget;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;

/// The actions of one ALTER TABLE, one after the other.
final class TableAlteration {
  private final AlteredTable table;
  private final ColumnChanges columns;
  private final ConstraintChanges constraints;

  TableAlteration(TableTarget target, StatementRun run) {
    table = new AlteredTable(target, run);
    columns = new ColumnChanges(table);
    constraints = new ConstraintChanges(table);
  }

  void apply(AlterAction action) {
    switch (action) {
      case AlterAction.AddColumn(boolean ifNotExists, ColumnDefinition column) ->
          columns.add(ifNotExists, column);
      case AlterAction.DropColumn(boolean ifExists, String column, boolean cascade) ->
          columns.drop(ifExists, column, cascade);
      case AlterAction.RenameColumn(String column, String newName) ->
          columns.rename(column, newName);
      case AlterAction.RenameTable(String newName) -> table.rename(newName);
      case AlterAction.SetDefault(String column, SqlNode value) ->
          columns.setDefault(column, value);
      case AlterAction.DropDefault(String column) -> columns.dropDefault(column);
      case AlterAction.SetNullable(String column, boolean nullable) ->
          columns.setNullable(column, nullable);
      case AlterAction.SetType(String column, SqlDataTypeSpec type, Optional<SqlNode> value) ->
          new Retyping(table).run(column, type, value);
      case AlterAction.AddConstraint(TableConstraint constraint) -> constraints.add(constraint);
      case AlterAction.DropConstraint(boolean ifExists, String name, boolean cascade) ->
          constraints.drop(name, ifExists, cascade);
      case AlterAction.RenameConstraint(String name, String newName) ->
          constraints.rename(name, newName);
      case AlterAction.Retain(OptionalInt days) ->
          table.define(table.schema().withRetainDays(days));
      case AlterAction.DropPrimaryKey() -> new KeyChanges(table).drop();
      case AlterAction.AddIdentity(String column, ColumnDefinition.Identity identity) ->
          columns.addIdentity(column, identity);
      case AlterAction.DropIdentity(String column, boolean ifExists) ->
          columns.dropIdentity(column, ifExists);
      case AlterAction.RestartIdentity(String column, Optional<Long> next) ->
          columns.restartIdentity(column, next);
    }
  }
}
