package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;

/// The running state of one or several aggregate calls for each group, numbered from 0. Belongs to
/// one thread.
interface Accumulator {
  /// Takes the rows of `batch` that count.
  ///
  /// @param arguments the calls' argument columns
  /// @param groups the group of each row, at the row's place
  /// @param count of the groups there are now
  void add(Batch batch, ColumnVector[] arguments, int[] groups, int count);

  /// Takes over the state of another accumulator of the same calls.
  ///
  /// @param target for each group of `other` its group here
  /// @param count of the groups there are now here
  void merge(Accumulator other, int[] target, int count);

  /// A call's value for each of `count` groups.
  ColumnVector result(AggregateCall call, int count);
}
