package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.ArmillariaTypeFactory;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Transaction;
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
  private final QueryPlanner planner;
  private final Assignments assignments;
  private final DefaultValues defaults;

  public InsertPlanner(PlanningContext context) {
    this.context = context;
    this.planner = new QueryPlanner(context);
    this.assignments = new Assignments(new Casts(context.folder()));
    this.defaults = new DefaultValues(new QueryPlanner(context), assignments);
  }

  public PlannedInsert plan(SqlInsert insert) {
    TableTarget target =
        TableTarget.of(
            TableName.decode(((SqlIdentifier) insert.getTargetTable()).names), context.database());
    Transaction transaction = context.transaction();
    TableSnapshot table = transaction.table(target.branch(), target.name(), VersionSelector.LATEST);
    List<Integer> ordinals = TargetColumns.ordinals(insert.getTargetColumnList(), table);
    SqlNode source = withDefaults(insert.getSource(), ordinals, table.schema());
    PlannedQuery query = planner.plan(source, Optional.of(row(ordinals, table.schema())));
    if (query.columns().size() != ordinals.size()) {
      throw count(target.name(), ordinals.size(), query.columns().size());
    }
    return new PlannedInsert(
        target, table, query.withPlan(rows(query.plan(), ordinals, table.schema())));
  }

  /// The source's rows with all columns of the table, in its order and of its types.
  private PhysicalPlan rows(PhysicalPlan source, List<Integer> ordinals, TableSchema schema) {
    if (source instanceof PhysicalPlan.Values(List<List<Expression>> rows, _)) {
      return new PhysicalPlan.Values(
          rows.stream().map(row -> row(row, ordinals, schema)).toList(),
          schema.columns().stream().map(Column::type).toList());
    }
    return Plans.project(source, row(Plans.columns(source), ordinals, schema));
  }

  private List<Expression> row(List<Expression> given, List<Integer> ordinals, TableSchema schema) {
    List<Expression> row = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      Column column = schema.columns().get(i);
      int place = ordinals.indexOf(i);
      row.add(place < 0 ? defaults.of(column) : assignments.assigned(given.get(place), column));
    }
    return row;
  }

  /// The row that the source is to give: parameters take its types.
  private static RelDataType row(List<Integer> ordinals, TableSchema schema) {
    RelDataTypeFactory factory = new ArmillariaTypeFactory();
    RelDataTypeFactory.Builder row = factory.builder();
    for (int ordinal : ordinals) {
      Column column = schema.columns().get(ordinal);
      row.add(column.name(), TypeMapping.toCalcite(column.type(), true, factory));
    }
    return row.build();
  }

  /// VALUES with the column's default in the place of each DEFAULT.
  private static SqlNode withDefaults(SqlNode source, List<Integer> ordinals, TableSchema schema) {
    if (source.getKind() != SqlKind.VALUES) {
      return source;
    }
    SqlCall values = (SqlCall) source;
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      List<SqlNode> cells = new ArrayList<>(((SqlCall) row).getOperandList());
      if (cells.size() != ordinals.size()) {
        throw count("", ordinals.size(), cells.size());
      }
      for (int i = 0; i < cells.size(); i++) {
        if (cells.get(i).getKind() == SqlKind.DEFAULT) {
          cells.set(i, TargetColumns.defaultOf(schema.columns().get(ordinals.get(i))));
        }
      }
      rows.add(((SqlCall) row).getOperator().createCall(row.getParserPosition(), cells));
    }
    return new SqlBasicCall(values.getOperator(), rows, values.getParserPosition());
  }

  private static RuntimeException count(String table, int wanted, int found) {
    return new Failure.Semantic(
            "INSERT"
                + (table.isEmpty() ? "" : " INTO " + table)
                + " has "
                + wanted
                + " columns, but a row has "
                + found
                + " values.")
        .raise();
  }
}
