package io.armillaria.execution.operator;

/// An accumulator whose states can be put together one by one, each as often as it is wanted.
interface CombinableAccumulator extends Accumulator {
  /// Adds state `from[i]` of `other` to state `to[i]`, for each i below `pairs`.
  ///
  /// @param count of the groups there are now
  void combine(Accumulator other, int[] from, int[] to, int pairs, int count);

  @Override
  default void merge(Accumulator other, int[] target, int count) {
    int[] from = new int[target.length];
    java.util.Arrays.setAll(from, i -> i);
    combine(other, from, target, target.length, count);
  }
}
