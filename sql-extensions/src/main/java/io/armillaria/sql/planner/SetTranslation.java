package io.armillaria.sql.planner;

import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.SetKind;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.sql.SqlKind;

/// UNION, INTERSECT and EXCEPT. The inputs are cast to one type for each column.
final class SetTranslation {
  private SetTranslation() {}

  static PhysicalPlan translate(SetOp operation, List<PhysicalPlan> inputs, Casts casts) {
    List<DataType> types = types(operation, inputs);
    List<PhysicalPlan> typed =
        inputs.stream().map(each -> Plans.typed(each, types, casts)).toList();
    if (operation.kind == SqlKind.UNION) {
      PhysicalPlan all = Plans.union(typed);
      return operation.all ? all : distinct(all);
    }
    SetKind kind = operation.kind == SqlKind.INTERSECT ? SetKind.INTERSECT : SetKind.EXCEPT;
    PhysicalPlan result = typed.getFirst();
    for (PhysicalPlan input : typed.subList(1, typed.size())) {
      result = new PhysicalPlan.SetOperation(result, input, kind, operation.all);
    }
    return result;
  }

  private static List<DataType> types(SetOp operation, List<PhysicalPlan> inputs) {
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < operation.getRowType().getFieldCount(); i++) {
      int column = i;
      List<DataType> found =
          inputs.stream().map(each -> each.types().get(column)).distinct().toList();
      types.add(
          found.size() == 1
              ? found.getFirst()
              : ExpressionTypes.of(operation.getRowType().getFieldList().get(i).getType()));
    }
    return types;
  }

  private static PhysicalPlan distinct(PhysicalPlan input) {
    List<Integer> keys = IntStream.range(0, input.types().size()).boxed().toList();
    return new PhysicalPlan.Aggregate(input, keys, List.of(keys), List.of());
  }
}
