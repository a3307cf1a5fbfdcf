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
      case BIT_AND -> AggregateFunction.BIT_AND;
      case BIT_OR -> AggregateFunction.BIT_OR;
      case BIT_XOR -> AggregateFunction.BIT_XOR;
      case ARG_MIN -> AggregateFunction.ARG_MIN;
      case ARG_MAX -> AggregateFunction.ARG_MAX;
      case MODE -> AggregateFunction.MODE;
      case LISTAGG, STRING_AGG -> AggregateFunction.LISTAGG;
      case PERCENTILE_CONT -> AggregateFunction.PERCENTILE_CONT;
      case PERCENTILE_DISC -> AggregateFunction.PERCENTILE_DISC;
      default -> byName(name);
    };
  }

  private static AggregateFunction byName(String name) {
    return switch (name) {
      case "COVAR_POP" -> AggregateFunction.COVAR_POP;
      case "COVAR_SAMP" -> AggregateFunction.COVAR_SAMP;
      case "CORR" -> AggregateFunction.CORR;
      case "REGR_COUNT" -> AggregateFunction.REGR_COUNT;
      case "REGR_SXX" -> AggregateFunction.REGR_SXX;
      case "REGR_SYY" -> AggregateFunction.REGR_SYY;
      case "REGR_SXY" -> AggregateFunction.REGR_SXY;
      case "REGR_AVGX" -> AggregateFunction.REGR_AVGX;
      case "REGR_AVGY" -> AggregateFunction.REGR_AVGY;
      case "REGR_SLOPE" -> AggregateFunction.REGR_SLOPE;
      case "REGR_INTERCEPT" -> AggregateFunction.REGR_INTERCEPT;
      case "REGR_R2" -> AggregateFunction.REGR_R2;
      default -> throw new Failure.Unsupported("The aggregate function " + name).raise();
    };
  }

  /// The type of a call's result.
  ///
  /// @param declared what Calcite says it is
  static DataType type(AggregateFunction function, List<DataType> arguments, RelDataType declared) {
    return switch (function) {
      case MIN, MAX, ANY_VALUE, SINGLE_VALUE, ARG_MIN, ARG_MAX, MODE -> arguments.getFirst();
      case PERCENTILE_DISC -> arguments.get(1);
      default -> ExpressionTypes.of(declared);
    };
  }
}
