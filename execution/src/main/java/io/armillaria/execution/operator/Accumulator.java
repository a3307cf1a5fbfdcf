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
  /// @param target for each group of `other` its group here, or -1 for one to be left out
  /// @param count of the groups there are now here
  void merge(Accumulator other, int[] target, int count);

  /// Bytes that the state takes at most when there are `groups` groups.
  long bytes(int groups);

  /// Moves state to files where it can; false when it cannot, or there is little.
  default boolean relieve() {
    return false;
  }

  /// Closes the files that it has.
  default void close() {}

  /// A call's value for each of `count` groups.
  ColumnVector result(AggregateCall call, int count);
}
