package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.parser.ChangeStatement;
import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.ArmillariaTypeFactory;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/// Plans INSERT.
public final class InsertPlanner {
  private final PlanningContext context;
  private final Assignments assignments;
  private final DefaultValues defaults;

  public InsertPlanner(PlanningContext context) {
    this.context = context;
    this.assignments = new Assignments(new Casts(context.folder()));
    this.defaults = new DefaultValues(context, assignments);
  }

  public PlannedInsert plan(SqlInsert insert) {
    return plan(insert, Optional.empty());
  }

  /// @param overriding whose values identity columns take
  public PlannedInsert plan(SqlInsert insert, Optional<ChangeStatement.Overriding> overriding) {
    TableTarget target =
        TableTarget.of(
            TableName.decode(((SqlIdentifier) insert.getTargetTable()).names), context.database());
    TableSnapshot table =
        context.transaction().table(target.branch(), target.name(), VersionSelector.LATEST);
    if (table.schema().isSequence()) {
      throw new Failure.UndefinedTable(
              target.name(), target.name() + " is a sequence, not a table.")
          .raise();
    }
    TableSchema schema = table.schema();
    boolean defaults = ChangeStatement.isDefaultRow(insert.getSource());
    List<Integer> ordinals =
        defaults ? List.of() : TargetColumns.ordinals(insert.getTargetColumnList(), table);
    GivenIdentities given = new GivenIdentities(schema, ordinals);
    if (overriding.isEmpty()) {
      given.refuse(insert.getSource());
    }
    PlannedQuery query = source(insert.getSource(), ordinals, schema);
    if (query.plan().types().size() != ordinals.size()) {
      throw count(ordinals.size(), query.plan().types().size());
    }
    List<Integer> taken =
        overriding.equals(Optional.of(ChangeStatement.Overriding.USER)) ? given.others() : ordinals;
    PhysicalPlan rows = rows(query.plan(), ordinals, taken, schema);
    return new PlannedInsert(
        target, table, query.withPlan(rows).withSequences(context.binder().sequences()));
  }

  private PlannedQuery source(SqlNode source, List<Integer> ordinals, TableSchema schema) {
    List<Column> columns = ordinals.stream().map(schema.columns()::get).toList();
    SqlNode complete =
        source.getKind() == SqlKind.VALUES ? withDefaults((SqlCall) source, columns) : source;
    return InsertValues.isPlain(complete)
        ? new InsertValues(context, columns).plan((SqlCall) complete)
        : new QueryPlanner(context).plan(complete, Optional.of(row(columns)));
  }

  /// The source's rows with all columns of the table, in its order and of its types.
  ///
  /// @param ordinals what the source has values for
  /// @param taken those of them whose values count
  private PhysicalPlan rows(
      PhysicalPlan source, List<Integer> ordinals, List<Integer> taken, TableSchema schema) {
    Expression[] absent = new Expression[schema.columns().size()];
    for (int i = 0; i < absent.length; i++) {
      absent[i] = taken.contains(i) ? null : defaults.of(schema.columns().get(i));
    }
    if (source instanceof PhysicalPlan.Values(List<List<Expression>> rows, _)) {
      return new PhysicalPlan.Values(
          rows.stream().map(row -> row(row, ordinals, schema, absent)).toList(),
          schema.columns().stream().map(Column::type).toList());
    }
    return Plans.project(source, row(Plans.columns(source), ordinals, schema, absent));
  }

  private List<Expression> row(
      List<Expression> given, List<Integer> ordinals, TableSchema schema, Expression[] absent) {
    Expression[] row = absent.clone();
    for (int i = 0; i < ordinals.size(); i++) {
      int ordinal = ordinals.get(i);
      if (row[ordinal] != null) {
        continue;
      }
      row[ordinal] = assignments.assigned(given.get(i), schema.columns().get(ordinal));
    }
    return List.of(row);
  }

  /// The row that the source is to give: parameters take its types.
  private static RelDataType row(List<Column> columns) {
    RelDataTypeFactory factory = new ArmillariaTypeFactory();
    RelDataTypeFactory.Builder row = factory.builder();
    for (Column column : columns) {
      row.add(column.name(), TypeMapping.toCalcite(column.type(), true, factory));
    }
    return row.build();
  }

  /// VALUES with the column's default in the place of each DEFAULT.
  private SqlNode withDefaults(SqlCall values, List<Column> columns) {
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      List<SqlNode> cells = new ArrayList<>(((SqlCall) row).getOperandList());
      if (cells.size() != columns.size()) {
        throw count(columns.size(), cells.size());
      }
      for (int i = 0; i < cells.size(); i++) {
        if (cells.get(i).getKind() == SqlKind.DEFAULT) {
          cells.set(i, SequenceCalls.defaultOf(columns.get(i), context.binder()));
        }
      }
      rows.add(((SqlCall) row).getOperator().createCall(row.getParserPosition(), cells));
    }
    return new SqlBasicCall(values.getOperator(), rows, values.getParserPosition());
  }

  private static RuntimeException count(int wanted, int found) {
    return new Failure.Semantic(
            "INSERT has " + wanted + " columns, but " + found + " values for them.")
        .raise();
  }
}
