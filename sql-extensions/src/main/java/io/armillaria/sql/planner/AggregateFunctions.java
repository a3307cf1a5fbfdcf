package io.armillaria.sql.planner;

import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;

/// Calcite's aggregate functions as ours.
final class AggregateFunctions {
  private AggregateFunctions() {}

  static AggregateFunction of(SqlAggFunction aggregation) {
    String name = aggregation.getName();
    return switch (aggregation.getKind()) {
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

  /// The type of a call's result.
  ///
  /// @param declared what Calcite says it is
  static DataType type(AggregateFunction function, List<DataType> arguments, RelDataType declared) {
    return switch (function) {
      case MIN, MAX, ANY_VALUE, SINGLE_VALUE -> arguments.getFirst();
      default -> ExpressionTypes.of(declared);
    };
  }
}
