package io.armillaria.execution.operator;

/// Where a pipeline's rows come from, cut into morsels that workers take one at a time.
interface Source {
  /// Known before the pipeline starts.
  int morsels();

  /// A reader for one worker.
  Reader reader();

  interface Reader extends Operator {
    /// The next batches are those of `morsel`.
    void start(int morsel);
  }
}
