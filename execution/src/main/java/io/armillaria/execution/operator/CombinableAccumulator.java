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
    int[] to = new int[target.length];
    int pairs = 0;
    for (int i = 0; i < target.length; i++) {
      from[pairs] = i;
      to[pairs] = target[i];
      pairs += target[i] >= 0 ? 1 : 0;
    }
    combine(other, from, to, pairs, count);
  }
}
