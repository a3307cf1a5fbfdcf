package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
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
  private final Casts casts;
  private final List<Integer> keys;
  // the input's columns, then what is computed of them for some calls
  private final List<Expression> columns;

  private AggregateTranslation(Aggregate aggregate, PhysicalPlan input, Casts casts) {
    this.aggregate = aggregate;
    this.input = input;
    this.casts = casts;
    this.columns = new ArrayList<>(Plans.columns(input));
    this.keys = aggregate.getGroupSet().asList();
  }

  static PhysicalPlan translate(Aggregate aggregate, PhysicalPlan input, Casts casts) {
    return new AggregateTranslation(aggregate, input, casts).translate();
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
        PhysicalPlan.AggregateCall translated = call(call);
        output.add(new Expression.Column(keys.size() + calls.size(), translated.type()));
        calls.add(translated);
      }
    }
    return Plans.project(
        new PhysicalPlan.Aggregate(
            Plans.project(input, columns), keys, sets.stream().map(this::places).toList(), calls),
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

  private PhysicalPlan.AggregateCall call(AggregateCall call) {
    boolean approximate = call.isApproximate() && call.isDistinct();
    AggregateFunction function =
        approximate
            ? AggregateFunction.APPROX_COUNT_DISTINCT
            : AggregateFunctions.of(call.getAggregation());
    List<SortKey> keys =
        call.getCollation().getFieldCollations().stream().map(SortTranslation::key).toList();
    if (!keys.isEmpty() && !isOrdered(function)) {
      throw new Failure.Unsupported(call.getAggregation().getName() + " with an order").raise();
    }
    List<Integer> arguments = new ArrayList<>(call.getArgList());
    keys.forEach(key -> arguments.add(key.column()));
    List<SortKey> order = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      SortKey key = keys.get(i);
      order.add(new SortKey(call.getArgList().size() + i, key.descending(), key.nullsFirst()));
    }
    switch (function) {
      case LISTAGG -> arguments.set(0, text(arguments.getFirst()));
      case MODE -> order.add(new SortKey(0, false, false));
      case PERCENTILE_CONT, PERCENTILE_DISC ->
          arguments.set(0, cast(arguments.getFirst(), Plain.DOUBLE));
      default -> {}
    }
    DataType type = AggregateFunctions.type(function, types(arguments), call.getType());
    if (function == AggregateFunction.PERCENTILE_CONT) {
      if (!Numbers.isNumber(type)) {
        throw new Failure.Unsupported("PERCENTILE_CONT of " + type.sql()).raise();
      }
      arguments.set(1, cast(arguments.get(1), type));
    }
    return new PhysicalPlan.AggregateCall(
        function,
        call.isDistinct() && !approximate,
        arguments,
        call.filterArg < 0 ? OptionalLong.empty() : OptionalLong.of(call.filterArg),
        order,
        type);
  }

  private static boolean isOrdered(AggregateFunction function) {
    return switch (function) {
      case LISTAGG, PERCENTILE_CONT, PERCENTILE_DISC -> true;
      default -> false;
    };
  }

  private List<DataType> types(List<Integer> arguments) {
    return arguments.stream().map(columns::get).map(Expression::type).toList();
  }

  private int text(int column) {
    return Casts.isText(columns.get(column).type())
        ? column
        : cast(column, new DataType.Varchar(DataType.UNLIMITED));
  }

  /// The place of a column of the input with another type.
  private int cast(int column, DataType type) {
    Expression cast = casts.to(columns.get(column), type);
    int place = columns.indexOf(cast);
    if (place < 0) {
      columns.add(cast);
      return columns.size() - 1;
    }
    return place;
  }
}
