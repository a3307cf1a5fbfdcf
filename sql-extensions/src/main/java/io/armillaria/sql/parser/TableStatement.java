package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/// Tables: create, alter, drop, empty.
public sealed interface TableStatement extends Statement {

  /// `CREATE TABLE [IF NOT EXISTS] t (columns and constraints)`
  record CreateTable(
      TableName table,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<TableConstraint> constraints)
      implements TableStatement {
    public CreateTable {
      Objects.requireNonNull(table, "table");
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "CREATE TABLE");
      SqlText.ifNotExists(writer, ifNotExists);
      SqlText.table(writer, table);
      List<Runnable> elements =
          Stream.concat(
                  columns.stream().<Runnable>map(column -> () -> column.unparse(writer)),
                  constraints.stream().<Runnable>map(each -> () -> each.unparse(writer)))
              .toList();
      SqlText.parenthesized(writer, elements, Runnable::run);
    }
  }

  /// `CREATE TABLE [IF NOT EXISTS] t (LIKE u)`: the columns, with what is NOT NULL
  record CreateTableLike(TableName table, boolean ifNotExists, TableName model)
      implements TableStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "CREATE TABLE");
      SqlText.ifNotExists(writer, ifNotExists);
      SqlText.table(writer, table);
      SqlText.parenthesized(
          writer,
          List.of(model),
          each -> {
            writer.keyword("LIKE");
            SqlText.table(writer, each);
          });
    }
  }

  /// `CREATE TABLE [IF NOT EXISTS] t [(columns)] AS query [WITH [NO] DATA]`
  ///
  /// @param columns empty for the names of the query's columns
  record CreateTableAs(
      TableName table, boolean ifNotExists, List<String> columns, SqlNode query, boolean withData)
      implements TableStatement {
    public CreateTableAs {
      Objects.requireNonNull(table, "table");
      columns = List.copyOf(columns);
      Objects.requireNonNull(query, "query");
    }

    @Override
    public List<SqlNode> children() {
      return List.of(query);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "CREATE TABLE");
      SqlText.ifNotExists(writer, ifNotExists);
      SqlText.table(writer, table);
      if (!columns.isEmpty()) {
        SqlText.columns(writer, columns);
      }
      writer.keyword("AS");
      query.unparse(writer, 0, 0);
      if (!withData) {
        SqlText.keywords(writer, "WITH NO DATA");
      }
    }
  }

  /// `DROP TABLE [IF EXISTS] t, u [CASCADE | RESTRICT]`
  record DropTable(List<TableName> tables, boolean ifExists, boolean cascade)
      implements TableStatement {
    public DropTable {
      tables = List.copyOf(tables);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP TABLE");
      SqlText.ifExists(writer, ifExists);
      SqlText.list(writer, tables, table -> SqlText.table(writer, table));
      SqlText.cascade(writer, cascade);
    }
  }

  /// `TRUNCATE [TABLE] t, u [RESTART IDENTITY] [CASCADE]`
  ///
  /// @param restart whether identity columns begin anew
  /// @param cascade whether tables that refer to these are emptied too
  record Truncate(List<TableName> tables, boolean restart, boolean cascade)
      implements TableStatement {
    public Truncate {
      tables = List.copyOf(tables);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "TRUNCATE TABLE");
      SqlText.list(writer, tables, table -> SqlText.table(writer, table));
      if (restart) {
        SqlText.keywords(writer, "RESTART IDENTITY");
      }
      SqlText.cascade(writer, cascade);
    }
  }

  /// `ALTER TABLE [IF EXISTS] t action, action`
  record AlterTable(TableName table, boolean ifExists, List<AlterAction> actions)
      implements TableStatement {
    public AlterTable {
      Objects.requireNonNull(table, "table");
      actions = List.copyOf(actions);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ALTER TABLE");
      SqlText.ifExists(writer, ifExists);
      SqlText.table(writer, table);
      SqlText.list(writer, actions, action -> action.unparse(writer));
    }
  }
}
