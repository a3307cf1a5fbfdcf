package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.schema.ArmillariaTypeFactory;
import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/// The rows of INSERT ... VALUES, each value brought to its column's type by itself. What is more
/// than a literal or a parameter is planned together, as the columns of one row.
final class InsertValues {
  private static final int PLANNED_AT_ONCE = 200;

  private record Pending(int row, int place, SqlNode node) {}

  private final PlanningContext context;
  private final List<Column> columns;
  private final ValuesCells cells = new ValuesCells();
  private final List<List<Expression>> rows = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();

  /// @param columns those that a row has values for, in their order
  InsertValues(PlanningContext context, List<Column> columns) {
    this.context = context;
    this.columns = columns;
  }

  /// Whether the rows stand for themselves, without queries inside.
  static boolean isPlain(SqlNode source) {
    if (source.getKind() != SqlKind.VALUES) {
      return false;
    }
    try {
      source.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
              if (call.isA(SqlKind.QUERY) && call.getKind() != SqlKind.VALUES) {
                throw Util.FoundOne.NULL;
              }
              return super.visit(call);
            }
          });
      return true;
    } catch (Util.FoundOne _) {
      return false;
    }
  }

  /// @param values rows of as many values as there are columns
  PlannedQuery plan(SqlCall values) {
    for (SqlNode row : values.getOperandList()) {
      List<Expression> expressions = new ArrayList<>();
      for (SqlNode cell : ((SqlCall) row).getOperandList()) {
        Optional<Expression> simple = cells.simple(cell, columns.get(expressions.size()));
        if (simple.isEmpty()) {
          pending.add(new Pending(rows.size(), expressions.size(), cell));
        }
        expressions.add(simple.orElse(Literals.TRUE));
      }
      rows.add(expressions);
    }
    for (int from = 0; from < pending.size(); from += PLANNED_AT_ONCE) {
      planPending(pending.subList(from, Math.min(pending.size(), from + PLANNED_AT_ONCE)));
    }
    return new PlannedQuery(
        new PhysicalPlan.Values(rows, columns.stream().map(Column::type).toList()),
        List.of(),
        parameters(),
        List.of(),
        List.of(),
        Set.of(),
        context.binder().sequences());
  }

  private void planPending(List<Pending> some) {
    RelDataTypeFactory factory = new ArmillariaTypeFactory();
    RelDataTypeFactory.Builder target = factory.builder();
    for (Pending each : some) {
      DataType type = columns.get(each.place).type();
      target.add("C" + target.getFieldCount(), TypeMapping.toCalcite(type, true, factory));
    }
    SqlNode row =
        SqlStdOperatorTable.ROW.createCall(
            SqlParserPos.ZERO, some.stream().map(Pending::node).toList());
    PlannedQuery planned =
        new QueryPlanner(context)
            .plan(
                new SqlBasicCall(SqlStdOperatorTable.VALUES, List.of(row), SqlParserPos.ZERO),
                Optional.of(target.build()));
    List<Expression> values = ((PhysicalPlan.Values) planned.plan()).rows().getFirst();
    for (int i = 0; i < some.size(); i++) {
      rows.get(some.get(i).row).set(some.get(i).place, values.get(i));
    }
    Map<Integer, DataType> parameters = cells.parameters();
    for (int i = 0; i < planned.parameters().size(); i++) {
      parameters.putIfAbsent(i, planned.parameters().get(i));
    }
  }

  private List<DataType> parameters() {
    Map<Integer, DataType> found = cells.parameters();
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      types.add(found.get(i));
    }
    return types;
  }
}
