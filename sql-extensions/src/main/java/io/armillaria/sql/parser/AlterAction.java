package io.armillaria.sql.parser;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/// One change of an ALTER TABLE.
public sealed interface AlterAction {
  void unparse(SqlWriter writer);

  /// `ADD [COLUMN] [IF NOT EXISTS] c TYPE ...`; constraints written behind the column follow as
  /// [AddConstraint]s.
  record AddColumn(boolean ifNotExists, ColumnDefinition column) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ADD COLUMN");
      SqlText.ifNotExists(writer, ifNotExists);
      column.unparse(writer);
    }
  }

  /// `DROP [COLUMN] [IF EXISTS] c`
  record DropColumn(boolean ifExists, String column) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP COLUMN");
      SqlText.ifExists(writer, ifExists);
      SqlText.identifier(writer, column);
    }
  }

  /// `RENAME [COLUMN] a TO b`
  record RenameColumn(String column, String newName) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "RENAME COLUMN");
      SqlText.identifier(writer, column);
      writer.keyword("TO");
      SqlText.identifier(writer, newName);
    }
  }

  /// `RENAME TO t2`
  record RenameTable(String newName) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "RENAME TO");
      SqlText.identifier(writer, newName);
    }
  }

  /// `ALTER [COLUMN] c SET DEFAULT value`
  record SetDefault(String column, SqlNode value) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, "SET DEFAULT");
      value.unparse(writer, 0, 0);
    }
  }

  /// `ALTER [COLUMN] c DROP DEFAULT`
  record DropDefault(String column) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, "DROP DEFAULT");
    }
  }

  /// `ALTER [COLUMN] c SET NOT NULL` and `DROP NOT NULL`
  record SetNullable(String column, boolean nullable) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, nullable ? "DROP NOT NULL" : "SET NOT NULL");
    }
  }

  /// `ALTER [COLUMN] c [SET DATA] TYPE type`
  record SetType(String column, SqlDataTypeSpec type) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, "TYPE");
      type.unparse(writer, 0, 0);
    }
  }

  /// `ADD [CONSTRAINT n] PRIMARY KEY ...` and the like
  record AddConstraint(TableConstraint constraint) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ADD");
      constraint.unparse(writer);
    }
  }

  /// `DROP CONSTRAINT [IF EXISTS] n`
  record DropConstraint(boolean ifExists, String name) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP CONSTRAINT");
      SqlText.ifExists(writer, ifExists);
      SqlText.identifier(writer, name);
    }
  }
}
