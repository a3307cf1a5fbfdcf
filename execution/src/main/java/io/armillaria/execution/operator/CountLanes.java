package io.armillaria.execution.operator;

/// Counts of rows of few groups, as [SumLanes] are sums.
final class CountLanes {
  private static final int GROUPS = SumLanes.GROUPS;

  private final int[] counts = new int[4 * GROUPS];

  /// Counts the rows `selection[0 .. count)`, or the first `count`, in `target`.
  void add(int[] groups, int[] selection, int count, long[] target) {
    if (selection == null) {
      countAll(groups, count, counts);
    } else {
      countSelected(groups, selection, count, counts);
    }
    for (int group = 0; group < target.length; group++) {
      target[group] +=
          counts[group]
              + counts[group + GROUPS]
              + counts[group + 2 * GROUPS]
              + counts[group + 3 * GROUPS];
      counts[group] = 0;
      counts[group + GROUPS] = 0;
      counts[group + 2 * GROUPS] = 0;
      counts[group + 3 * GROUPS] = 0;
    }
  }

  private static void countAll(int[] groups, int count, int[] counts) {
    int i = 0;
    for (; i + 3 < count; i += 4) {
      counts[groups[i]]++;
      counts[groups[i + 1] + GROUPS]++;
      counts[groups[i + 2] + 2 * GROUPS]++;
      counts[groups[i + 3] + 3 * GROUPS]++;
    }
    for (; i < count; i++) {
      counts[groups[i]]++;
    }
  }

  private static void countSelected(int[] groups, int[] selection, int count, int[] counts) {
    int k = 0;
    for (; k + 3 < count; k += 4) {
      counts[groups[selection[k]]]++;
      counts[groups[selection[k + 1]] + GROUPS]++;
      counts[groups[selection[k + 2]] + 2 * GROUPS]++;
      counts[groups[selection[k + 3]] + 3 * GROUPS]++;
    }
    for (; k < count; k++) {
      counts[groups[selection[k]]]++;
    }
  }
}
