package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/// GROUP BY with its aggregate functions.
final class AggregateTranslation {
  private AggregateTranslation() {}

  static PhysicalPlan translate(Aggregate aggregate, PhysicalPlan input) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    List<List<Integer>> sets = new ArrayList<>();
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      sets.add(set.asList().stream().map(keys::indexOf).toList());
    }
    List<PhysicalPlan.AggregateCall> calls = new ArrayList<>();
    List<Expression> output = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      output.add(new Expression.Column(i, input.types().get(keys.get(i))));
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.getAggregation().getKind() == SqlKind.LITERAL_AGG) {
        output.add(Literals.of((RexLiteral) call.rexList.getFirst()));
      } else {
        PhysicalPlan.AggregateCall translated = call(call, input);
        output.add(new Expression.Column(keys.size() + calls.size(), translated.type()));
        calls.add(translated);
      }
    }
    return Plans.project(new PhysicalPlan.Aggregate(input, keys, sets, calls), output);
  }

  private static PhysicalPlan.AggregateCall call(AggregateCall call, PhysicalPlan input) {
    if (!call.getCollation().getFieldCollations().isEmpty() || call.distinctKeys != null) {
      throw new Failure.Unsupported(call.getAggregation().getName() + " with WITHIN GROUP").raise();
    }
    return new PhysicalPlan.AggregateCall(
        function(call),
        call.isDistinct(),
        call.getArgList(),
        call.filterArg < 0 ? OptionalLong.empty() : OptionalLong.of(call.filterArg),
        type(call, input));
  }

  private static DataType type(AggregateCall call, PhysicalPlan input) {
    return switch (call.getAggregation().getKind()) {
      case MIN, MAX, ANY_VALUE, SINGLE_VALUE -> input.types().get(call.getArgList().getFirst());
      default -> ExpressionTypes.of(call.getType());
    };
  }

  private static AggregateFunction function(AggregateCall call) {
    String name = call.getAggregation().getName();
    return switch (call.getAggregation().getKind()) {
      case COUNT -> AggregateFunction.COUNT;
      case SUM -> AggregateFunction.SUM;
      case SUM0 -> AggregateFunction.SUM0;
      case MIN ->
          switch (name) {
            case "BOOL_AND", "EVERY", "LOGICAL_AND" -> AggregateFunction.BOOL_AND;
            default -> AggregateFunction.MIN;
          };
      case MAX ->
          switch (name) {
            case "BOOL_OR", "SOME", "LOGICAL_OR" -> AggregateFunction.BOOL_OR;
            default -> AggregateFunction.MAX;
          };
      case AVG -> AggregateFunction.AVG;
      case SINGLE_VALUE -> AggregateFunction.SINGLE_VALUE;
      case ANY_VALUE -> AggregateFunction.ANY_VALUE;
      case STDDEV_POP -> AggregateFunction.STDDEV_POP;
      case STDDEV_SAMP -> AggregateFunction.STDDEV_SAMP;
      case VAR_POP -> AggregateFunction.VAR_POP;
      case VAR_SAMP -> AggregateFunction.VAR_SAMP;
      default -> throw new Failure.Unsupported("The aggregate function " + name).raise();
    };
  }
}
