package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.ArmillariaTypeFactory;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.sql.schema.TableBinder;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Plans UPDATE and DELETE, as the query of the rows' addresses and new values:
///
/// `UPDATE t SET a = x FROM u WHERE c` is `SELECT address, x FROM t, u WHERE c`.
public final class ChangePlanner {
  private final PlanningContext context;

  public ChangePlanner(PlanningContext context) {
    this.context = context;
  }

  public PlannedChange plan(SqlUpdate update) {
    return plan(update, Optional.empty());
  }

  /// @param from what the values and the condition may name beside the table
  public PlannedChange plan(SqlUpdate update, Optional<SqlNode> from) {
    SqlIdentifier named = (SqlIdentifier) update.getTargetTable();
    TableTarget target = TableTarget.of(TableName.decode(named.names), context.database());
    BoundTable.Stored table = context.binder().bindTarget(target, table(target));
    List<Integer> ordinals = TargetColumns.ordinals(update.getTargetColumnList(), table.snapshot());
    List<Column> columns =
        ordinals.stream().map(each -> table.snapshot().schema().columns().get(each)).toList();
    List<SqlNode> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      SqlNode value = update.getSourceExpressionList().get(i);
      boolean isDefault = value.getKind() == SqlKind.DEFAULT;
      if (!isDefault && GivenIdentities.isAlways(columns.get(i))) {
        throw new Failure.GeneratedColumn(
                columns.get(i).name(),
                "Column "
                    + columns.get(i).name()
                    + " is GENERATED ALWAYS AS IDENTITY: it can be set to DEFAULT only.")
            .raise();
      }
      values.add(isDefault ? SequenceCalls.defaultOf(columns.get(i), context.binder()) : value);
    }
    SqlIdentifier alias = alias(update.getAlias(), named);
    PlannedQuery query =
        new QueryPlanner(context)
            .plan(
                select(alias, from, values, update.getCondition(), false),
                Optional.of(row(columns)));
    return new PlannedChange(target, assigned(query, columns), ordinals);
  }

  public PlannedChange plan(SqlDelete delete) {
    return plan(delete, Optional.empty());
  }

  /// @param using what the condition may name beside the table
  public PlannedChange plan(SqlDelete delete, Optional<SqlNode> using) {
    SqlIdentifier named = (SqlIdentifier) delete.getTargetTable();
    TableTarget target = TableTarget.of(TableName.decode(named.names), context.database());
    context.binder().bindTarget(target, table(target));
    SqlIdentifier alias = alias(delete.getAlias(), named);
    PlannedQuery query =
        new QueryPlanner(context)
            .plan(select(alias, using, List.of(), delete.getCondition(), using.isPresent()));
    return new PlannedChange(target, query, List.of());
  }

  /// The query of all rows' addresses and of the values that `column`, which is about to be, has in
  /// them.
  public PlannedQuery planValues(TableTarget target, Column column, SqlNode value) {
    context.binder().bindTarget(target, table(target));
    SqlIdentifier alias = new SqlIdentifier(target.name(), SqlParserPos.ZERO);
    PlannedQuery query =
        new QueryPlanner(context)
            .plan(select(alias, Optional.empty(), List.of(value), null, false));
    return assigned(query, List.of(column));
  }

  /// As [#planValues], for what rows take in a new column that has a default.
  public PlannedQuery planDefaults(TableTarget target, Column column) {
    return planValues(target, column, SequenceCalls.defaultOf(column, context.binder()));
  }

  private TableSnapshot table(TableTarget target) {
    TableSnapshot table =
        context.transaction().table(target.branch(), target.name(), VersionSelector.LATEST);
    if (table.schema().isSequence()) {
      throw new Failure.UndefinedTable(
              target.name(), target.name() + " is a sequence, not a table.")
          .raise();
    }
    return table;
  }

  private PlannedQuery assigned(PlannedQuery query, List<Column> columns) {
    Assignments assignments = new Assignments(new Casts(context.folder()));
    List<Expression> given = Plans.columns(query.plan());
    List<Expression> values = new ArrayList<>();
    values.add(given.getFirst());
    for (int i = 0; i < columns.size(); i++) {
      values.add(assignments.assigned(given.get(i + 1), columns.get(i)));
    }
    return query.withPlan(Plans.project(query.plan(), values));
  }

  private static SqlIdentifier alias(SqlIdentifier written, SqlIdentifier table) {
    return written != null
        ? written
        : new SqlIdentifier(table.names.getLast(), table.getParserPosition());
  }

  private static SqlSelect select(
      SqlIdentifier alias,
      Optional<SqlNode> others,
      List<SqlNode> values,
      SqlNode condition,
      boolean distinct) {
    SqlNodeList items = new SqlNodeList(SqlParserPos.ZERO);
    items.add(new SqlIdentifier(List.of(alias.getSimple(), BoundTable.ADDRESS), SqlParserPos.ZERO));
    values.forEach(items::add);
    SqlNode target =
        SqlStdOperatorTable.AS.createCall(
            alias.getParserPosition(),
            new SqlIdentifier(TableBinder.TARGET, alias.getParserPosition()),
            alias);
    return new SqlSelect(
        SqlParserPos.ZERO,
        distinct ? SqlNodeList.of(SqlSelectKeyword.DISTINCT.symbol(SqlParserPos.ZERO)) : null,
        items,
        others.map(each -> joined(target, each)).orElse(target),
        condition,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static SqlNode joined(SqlNode left, SqlNode right) {
    return new SqlJoin(
        SqlParserPos.ZERO,
        left,
        SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
        JoinType.COMMA.symbol(SqlParserPos.ZERO),
        right,
        JoinConditionType.NONE.symbol(SqlParserPos.ZERO),
        null);
  }

  private static RelDataType row(List<Column> columns) {
    RelDataTypeFactory factory = new ArmillariaTypeFactory();
    RelDataTypeFactory.Builder row = factory.builder();
    row.add(BoundTable.ADDRESS, TypeMapping.toCalcite(Plain.BIGINT, false, factory));
    for (Column column : columns) {
      row.add(column.name(), TypeMapping.toCalcite(column.type(), true, factory));
    }
    return row.build();
  }
}
