package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;

/// The running state of one aggregate call for each group, numbered from 0. Belongs to one thread.
interface Accumulator {
  /// Takes the rows of `batch` that count.
  ///
  /// @param arguments the call's argument columns
  /// @param groups the group of each row, at the row's place
  /// @param count of the groups there are now
  void add(Batch batch, ColumnVector[] arguments, int[] groups, int count);

  /// Takes over the state of another accumulator of the same call.
  ///
  /// @param target for each group of `other` its group here
  /// @param count of the groups there are now here
  void merge(Accumulator other, int[] target, int count);

  /// The call's value for each of `count` groups.
  ColumnVector result(int count);
}
