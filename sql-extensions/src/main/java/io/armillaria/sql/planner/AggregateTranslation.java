package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType.Plain;
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
  private final Aggregate aggregate;
  private final PhysicalPlan input;
  private final List<Integer> keys;

  private AggregateTranslation(Aggregate aggregate, PhysicalPlan input) {
    this.aggregate = aggregate;
    this.input = input;
    this.keys = aggregate.getGroupSet().asList();
  }

  static PhysicalPlan translate(Aggregate aggregate, PhysicalPlan input) {
    return new AggregateTranslation(aggregate, input).translate();
  }

  /// GROUPING is a constant of each grouping set: where there are several, they are computed apart.
  private PhysicalPlan translate() {
    boolean apart =
        aggregate.getGroupSets().size() > 1
            && aggregate.getAggCallList().stream().anyMatch(AggregateTranslation::isGrouping);
    return apart
        ? Plans.union(aggregate.getGroupSets().stream().map(set -> plan(List.of(set))).toList())
        : plan(aggregate.getGroupSets());
  }

  private static boolean isGrouping(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.GROUPING;
  }

  private PhysicalPlan plan(List<ImmutableBitSet> sets) {
    List<PhysicalPlan.AggregateCall> calls = new ArrayList<>();
    List<Expression> output = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      output.add(new Expression.Column(i, input.types().get(keys.get(i))));
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.getAggregation().getKind() == SqlKind.LITERAL_AGG) {
        output.add(Literals.of((RexLiteral) call.rexList.getFirst()));
      } else if (isGrouping(call)) {
        output.add(Literals.ofLong(grouping(call, sets.getFirst()), Plain.BIGINT));
      } else {
        PhysicalPlan.AggregateCall translated = call(call, input);
        output.add(new Expression.Column(keys.size() + calls.size(), translated.type()));
        calls.add(translated);
      }
    }
    return Plans.project(
        new PhysicalPlan.Aggregate(input, keys, sets.stream().map(this::places).toList(), calls),
        output);
  }

  private List<Integer> places(ImmutableBitSet set) {
    return set.asList().stream().map(keys::indexOf).toList();
  }

  /// A bit for each argument, the last one lowest: 1 when it is not grouped by.
  private static long grouping(AggregateCall call, ImmutableBitSet set) {
    long bits = 0;
    for (int argument : call.getArgList()) {
      bits = bits << 1 | (set.get(argument) ? 0 : 1);
    }
    return bits;
  }

  private static PhysicalPlan.AggregateCall call(AggregateCall call, PhysicalPlan input) {
    if (!call.getCollation().getFieldCollations().isEmpty() || call.distinctKeys != null) {
      throw new Failure.Unsupported(call.getAggregation().getName() + " with WITHIN GROUP").raise();
    }
    AggregateFunction function = AggregateFunctions.of(call.getAggregation());
    return new PhysicalPlan.AggregateCall(
        function,
        call.isDistinct(),
        call.getArgList(),
        call.filterArg < 0 ? OptionalLong.empty() : OptionalLong.of(call.filterArg),
        AggregateFunctions.type(
            function, call.getArgList().stream().map(input.types()::get).toList(), call.getType()));
  }
}
