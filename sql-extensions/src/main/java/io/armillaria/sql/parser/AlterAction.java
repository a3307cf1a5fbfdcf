package io.armillaria.sql.parser;

import java.util.Optional;
import java.util.OptionalInt;
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

  /// `DROP [COLUMN] [IF EXISTS] c [CASCADE]`
  record DropColumn(boolean ifExists, String column, boolean cascade) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP COLUMN");
      SqlText.ifExists(writer, ifExists);
      SqlText.identifier(writer, column);
      SqlText.cascade(writer, cascade);
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

  /// `ALTER [COLUMN] c [SET DATA] TYPE type [USING value]`
  ///
  /// @param value what the column's new values are; empty for a cast of the old ones
  record SetType(String column, SqlDataTypeSpec type, Optional<SqlNode> value)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, "TYPE");
      type.unparse(writer, 0, 0);
      value.ifPresent(
          using -> {
            writer.keyword("USING");
            using.unparse(writer, 0, 0);
          });
    }
  }

  /// `ALTER [COLUMN] c ADD GENERATED ... AS IDENTITY`
  record AddIdentity(String column, ColumnDefinition.Identity identity) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, "ADD");
      identity.unparse(writer);
    }
  }

  /// `ALTER [COLUMN] c DROP IDENTITY [IF EXISTS]`
  record DropIdentity(String column, boolean ifExists) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, "DROP IDENTITY");
      SqlText.ifExists(writer, ifExists);
    }
  }

  /// `ALTER [COLUMN] c RESTART [WITH n]`
  ///
  /// @param next empty for the number that the column began with
  record RestartIdentity(String column, Optional<Long> next) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.alterColumn(writer, column, "RESTART");
      next.ifPresent(number -> SqlText.print(writer, "WITH " + number));
    }
  }

  /// `RENAME CONSTRAINT a TO b`
  record RenameConstraint(String name, String newName) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "RENAME CONSTRAINT");
      SqlText.identifier(writer, name);
      writer.keyword("TO");
      SqlText.identifier(writer, newName);
    }
  }

  /// `SET RETAIN n DAYS` and `RESET RETAIN`
  ///
  /// @param days empty for as long as other tables
  record Retain(OptionalInt days) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, days.isPresent() ? "SET RETAIN" : "RESET RETAIN");
      days.ifPresent(number -> SqlText.print(writer, number + " DAYS"));
    }
  }

  /// `DROP PRIMARY KEY`
  record DropPrimaryKey() implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP PRIMARY KEY");
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

  /// `DROP CONSTRAINT [IF EXISTS] n [CASCADE]`
  record DropConstraint(boolean ifExists, String name, boolean cascade) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP CONSTRAINT");
      SqlText.ifExists(writer, ifExists);
      SqlText.identifier(writer, name);
      SqlText.cascade(writer, cascade);
    }
  }
}
