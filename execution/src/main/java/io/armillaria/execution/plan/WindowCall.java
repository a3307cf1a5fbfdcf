package io.armillaria.execution.plan;

import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// A function of a [PhysicalPlan.Window].
///
/// @param ignoreNulls whether [Shift] and [Pick] pass over rows whose first argument is NULL
/// @param arguments columns of the input
/// @param frame which rows an aggregate or a [Pick] sees
public record WindowCall(
    Function function,
    boolean distinct,
    boolean ignoreNulls,
    List<Integer> arguments,
    Frame frame,
    DataType type) {
  public WindowCall {
    arguments = List.copyOf(arguments);
  }

  public sealed interface Function {}

  /// An aggregate of the rows in the frame.
  public record Aggregate(AggregateFunction function) implements Function {}

  /// The row's place in its partition. NTILE has one argument, the number of tiles.
  public enum Ranking implements Function {
    ROW_NUMBER,
    RANK,
    DENSE_RANK,
    PERCENT_RANK,
    CUME_DIST,
    NTILE
  }

  /// The first argument's value some rows away in the partition. The second argument is the
  /// distance, 1 without it; the third what to give where there is no such row.
  public enum Shift implements Function {
    LAG,
    LEAD
  }

  /// The first argument's value at a row of the frame; the second argument of NTH_VALUE counts from
  /// 1.
  public enum Pick implements Function {
    FIRST_VALUE,
    LAST_VALUE,
    NTH_VALUE
  }
}
