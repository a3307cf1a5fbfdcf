package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.checkerframework.checker.nullness.qual.Nullable;

/// Changes of rows that are more than Calcite's nodes can say.
public sealed interface ChangeStatement extends Statement {

  /// `INSERT INTO t [AS a] ... [OVERRIDING ...] ... [ON CONFLICT ...]`
  ///
  /// @param alias the target's name in the conflict's action
  record Insert(
      SqlInsert insert,
      Optional<SqlIdentifier> alias,
      Optional<Overriding> overriding,
      Optional<Conflict> conflict)
      implements ChangeStatement {
    @Override
    public List<SqlNode> children() {
      return List.of(insert.getSource());
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "INSERT INTO");
      insert.getTargetTable().unparse(writer, 0, 0);
      alias.ifPresent(
          name -> {
            writer.keyword("AS");
            name.unparse(writer, 0, 0);
          });
      if (isDefaultRow(insert.getSource())) {
        SqlText.keywords(writer, "DEFAULT VALUES");
      } else {
        if (insert.getTargetColumnList() != null) {
          insert.getTargetColumnList().unparse(writer, 1, 1);
        }
        overriding.ifPresent(who -> SqlText.keywords(writer, "OVERRIDING " + who + " VALUE"));
        insert.getSource().unparse(writer, 0, 0);
      }
      conflict.ifPresent(each -> each.unparse(writer));
    }
  }

  /// Whose values a column GENERATED AS IDENTITY takes: those that are given, or the system's.
  enum Overriding {
    SYSTEM,
    USER
  }

  /// `ON CONFLICT [(columns) | ON CONSTRAINT c] DO NOTHING | DO UPDATE SET ...`
  ///
  /// @param columns of the key that rows may clash in; empty for any, or the constraint's
  /// @param targets the columns to set; empty for DO NOTHING
  record Conflict(
      List<String> columns,
      Optional<String> constraint,
      SqlNodeList targets,
      SqlNodeList values,
      Optional<SqlNode> where) {
    public Conflict {
      columns = List.copyOf(columns);
      Objects.requireNonNull(constraint, "constraint");
      Objects.requireNonNull(where, "where");
    }

    private void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ON CONFLICT");
      if (!columns.isEmpty()) {
        SqlText.columns(writer, columns);
      }
      constraint.ifPresent(
          name -> {
            SqlText.keywords(writer, "ON CONSTRAINT");
            SqlText.identifier(writer, name);
          });
      if (targets.isEmpty()) {
        SqlText.keywords(writer, "DO NOTHING");
      } else {
        SqlText.keywords(writer, "DO UPDATE SET");
        SqlText.assignments(writer, targets, values);
        where.ifPresent(condition -> ChangeStatement.where(writer, condition));
      }
    }
  }

  /// `UPDATE t SET ... FROM from WHERE ...`
  record UpdateFrom(SqlUpdate update, SqlNode from) implements ChangeStatement {
    @Override
    public List<SqlNode> children() {
      return List.of(from);
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("UPDATE");
      target(writer, update.getTargetTable(), update.getAlias());
      writer.keyword("SET");
      SqlText.assignments(writer, update.getTargetColumnList(), update.getSourceExpressionList());
      writer.keyword("FROM");
      SqlText.from(writer, from);
      if (update.getCondition() != null) {
        where(writer, update.getCondition());
      }
    }
  }

  /// `DELETE FROM t USING using WHERE ...`
  record DeleteUsing(SqlDelete delete, SqlNode using) implements ChangeStatement {
    @Override
    public List<SqlNode> children() {
      return List.of(using);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DELETE FROM");
      target(writer, delete.getTargetTable(), delete.getAlias());
      writer.keyword("USING");
      SqlText.from(writer, using);
      if (delete.getCondition() != null) {
        where(writer, delete.getCondition());
      }
    }
  }

  /// `MERGE INTO t USING source ON condition WHEN ...`
  record Merge(
      SqlIdentifier table,
      Optional<SqlIdentifier> alias,
      SqlNode source,
      SqlNode condition,
      List<MergeClause> clauses)
      implements ChangeStatement {
    public Merge {
      clauses = List.copyOf(clauses);
    }

    @Override
    public List<SqlNode> children() {
      return List.of(source);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "MERGE INTO");
      target(writer, table, alias.orElse(null));
      writer.keyword("USING");
      SqlText.from(writer, source);
      writer.keyword("ON");
      condition.unparse(writer, 0, 0);
      clauses.forEach(clause -> clause.unparse(writer));
    }
  }

  private static void target(SqlWriter writer, SqlNode table, @Nullable SqlIdentifier alias) {
    table.unparse(writer, 0, 0);
    if (alias != null) {
      writer.keyword("AS");
      alias.unparse(writer, 0, 0);
    }
  }

  private static void where(SqlWriter writer, SqlNode condition) {
    writer.keyword("WHERE");
    condition.unparse(writer, 0, 0);
  }

  /// The source of `INSERT ... DEFAULT VALUES`: a row without values.
  static SqlNode defaultRow(SqlParserPos position) {
    return SqlStdOperatorTable.VALUES.createCall(
        position, SqlStdOperatorTable.ROW.createCall(position));
  }

  /// Whether `source` is what [#defaultRow] makes.
  static boolean isDefaultRow(SqlNode source) {
    return source.getKind() == SqlKind.VALUES
        && ((SqlCall) source).operand(0) instanceof SqlCall row
        && row.getOperandList().isEmpty();
  }

  static SqlNode insert(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNodeList columns,
      Optional<Overriding> overriding,
      SqlNode source,
      Optional<Conflict> conflict) {
    SqlInsert insert = new SqlInsert(position, SqlNodeList.EMPTY, table, source, columns);
    boolean plain = alias == null && overriding.isEmpty() && conflict.isEmpty();
    return plain && !isDefaultRow(source)
        ? insert
        : new ArmillariaStatement(
            position, new Insert(insert, Optional.ofNullable(alias), overriding, conflict));
  }

  static SqlNode update(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      SqlNodeList columns,
      SqlNodeList values,
      @Nullable SqlNode from,
      @Nullable SqlNode where) {
    SqlUpdate update = new SqlUpdate(position, table, columns, values, where, null, alias);
    return from == null ? update : new ArmillariaStatement(position, new UpdateFrom(update, from));
  }

  static SqlNode delete(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNode using,
      @Nullable SqlNode where) {
    SqlDelete delete = new SqlDelete(position, table, where, null, alias);
    return using == null
        ? delete
        : new ArmillariaStatement(position, new DeleteUsing(delete, using));
  }
}
