package io.armillaria.execution.operator;

/// Computes one call of a window.
interface WindowFunction {
  /// Sets the result of each row of `partition` that is not NULL. Called for different partitions
  /// by several threads at once.
  ///
  /// @param frames of the partition's rows, for this thread alone
  void compute(WindowPartition partition, RowFrames frames, GroupValues results);
}
