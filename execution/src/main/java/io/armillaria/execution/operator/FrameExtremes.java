package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;

/// MIN and MAX, by a segment tree whose nodes name the row with the best value below them.
record FrameExtremes(boolean greatest, int argument) implements WindowFunction {
  private static final int NONE = -1;

  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    ColumnVector values = partition.column(argument);
    int first = partition.from();
    int size = partition.to() - first;
    int[] tree = tree(partition, values);
    for (int row = first; row < partition.to(); row++) {
      frames.show(row);
      int best = NONE;
      for (int range = 0; range < frames.ranges(); range++) {
        int left = frames.from(range) - first + size;
        int right = frames.to(range) - first + size;
        for (; left < right; left >>= 1, right >>= 1) {
          best = (left & 1) == 1 ? better(values, best, tree[left++]) : best;
          best = (right & 1) == 1 ? better(values, best, tree[--right]) : best;
        }
      }
      if (best != NONE) {
        results.set(row, values, best);
      }
    }
  }

  /// Leaves are the nodes from `size` on; the parent of a node has half its number.
  private int[] tree(WindowPartition partition, ColumnVector values) {
    int first = partition.from();
    int size = partition.to() - first;
    int[] tree = new int[Math.multiplyExact(size, 2)];
    Arrays.setAll(tree, i -> i < size || values.isNull(first + i - size) ? NONE : first + i - size);
    for (int node = size - 1; node > 0; node--) {
      partition.check(node);
      tree[node] = better(values, tree[2 * node], tree[2 * node + 1]);
    }
    return tree;
  }

  private int better(ColumnVector values, int a, int b) {
    if (a == NONE || b == NONE) {
      return a == NONE ? b : a;
    }
    int order = RowOrder.compare(values, a, values, b);
    return (greatest ? order >= 0 : order <= 0) ? a : b;
  }
}
