package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Identity;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlNode;

/// Values that a row takes for columns that its statement says nothing about.
final class DefaultValues {
  private final PlanningContext context;
  private final Assignments assignments;

  DefaultValues(PlanningContext context, Assignments assignments) {
    this.context = context;
    this.assignments = assignments;
  }

  /// The column's default as an expression without columns, of the column's type.
  Expression of(Column column) {
    return column
        .identity()
        .map(identity -> next(column, identity))
        .orElseGet(() -> ofText(column));
  }

  private Expression next(Column column, Identity identity) {
    int index = context.binder().sequence(column.name(), identity.sequence());
    boolean inRange = SequenceRange.of(column.type()).holds(identity.sequence());
    Expression number =
        new Expression.Call(
            Function.NEXT_NUMBER,
            List.of(Literals.ofLong(index, Plain.INTEGER)),
            inRange ? column.type() : Plain.BIGINT);
    return inRange ? number : assignments.assigned(number, column);
  }

  private Expression ofText(Column column) {
    return column
        .defaultSql()
        .map(sql -> of(column, sql))
        .orElseGet(() -> Literals.ofNull(column.type()));
  }

  private Expression of(Column column, String sql) {
    return of(column, ArmillariaParser.parseStatement("VALUES (" + sql + ")"));
  }

  /// @param values `VALUES (expression)`
  Expression of(Column column, SqlNode values) {
    PlannedQuery query = new QueryPlanner(context).plan(values);
    Set<Integer> columns = new TreeSet<>();
    if (query.parameters().isEmpty()
        && query.plan() instanceof PhysicalPlan.Values(List<List<Expression>> rows, _)
        && rows.size() == 1
        && rows.getFirst().size() == 1) {
      Expression value = rows.getFirst().getFirst();
      Columns.collect(value, columns);
      if (columns.isEmpty()) {
        return assignments.assigned(value, column);
      }
    }
    throw new Failure.Semantic(
            "The default of column "
                + column.name()
                + " must be an expression without columns, parameters and subqueries.")
        .raise();
  }
}
