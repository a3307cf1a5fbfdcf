package io.armillaria.execution.operator;

/// Sums of doubles of few groups, as [SumLanes] are of longs.
final class DoubleLanes {
  private static final int GROUPS = SumLanes.GROUPS;

  private final double[] sums = new double[4 * GROUPS];

  /// Adds the values of the rows `selection[0 .. count)`, or of the first `count`, to `target`.
  void add(double[] values, int[] groups, int[] selection, int count, double[] target) {
    if (selection == null) {
      addAll(values, groups, count, sums);
    } else {
      addSelected(values, groups, selection, count, sums);
    }
    for (int group = 0; group < target.length; group++) {
      target[group] +=
          sums[group]
              + sums[group + GROUPS]
              + (sums[group + 2 * GROUPS] + sums[group + 3 * GROUPS]);
      sums[group] = 0;
      sums[group + GROUPS] = 0;
      sums[group + 2 * GROUPS] = 0;
      sums[group + 3 * GROUPS] = 0;
    }
  }

  private static void addAll(double[] values, int[] groups, int count, double[] sums) {
    int i = 0;
    for (; i + 3 < count; i += 4) {
      sums[groups[i]] += values[i];
      sums[groups[i + 1] + GROUPS] += values[i + 1];
      sums[groups[i + 2] + 2 * GROUPS] += values[i + 2];
      sums[groups[i + 3] + 3 * GROUPS] += values[i + 3];
    }
    for (; i < count; i++) {
      sums[groups[i]] += values[i];
    }
  }

  private static void addSelected(
      double[] values, int[] groups, int[] selection, int count, double[] sums) {
    int k = 0;
    for (; k + 3 < count; k += 4) {
      int a = selection[k];
      int b = selection[k + 1];
      int c = selection[k + 2];
      int d = selection[k + 3];
      sums[groups[a]] += values[a];
      sums[groups[b] + GROUPS] += values[b];
      sums[groups[c] + 2 * GROUPS] += values[c];
      sums[groups[d] + 3 * GROUPS] += values[d];
    }
    for (; k < count; k++) {
      sums[groups[selection[k]]] += values[selection[k]];
    }
  }
}
