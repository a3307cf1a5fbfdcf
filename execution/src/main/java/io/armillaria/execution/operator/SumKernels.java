package io.armillaria.execution.operator;

/// The loops of [ExactSums] over longs.
final class SumKernels {
  private SumKernels() {}

  /// A number not less than the magnitude of any value, one apart.
  static long bits(long[] values, int rows) {
    long bits = 0;
    for (int i = 0; i < rows; i++) {
      bits |= values[i] ^ (values[i] >> 63);
    }
    return bits;
  }

  static long total(long[] values, int rows) {
    long total = 0;
    for (int i = 0; i < rows; i++) {
      total += values[i];
    }
    return total;
  }

  static void add(long[] values, int[] groups, int rows, long[] sums) {
    for (int i = 0; i < rows; i++) {
      sums[groups[i]] += values[i];
    }
  }

  static void addSelected(long[] values, int[] groups, int[] selection, int selected, long[] sums) {
    for (int k = 0; k < selected; k++) {
      int i = selection[k];
      sums[groups[i]] += values[i];
    }
  }

  static void addPresent(
      long[] values, boolean[] nulls, int[] groups, int[] selection, int selected, long[] sums) {
    for (int k = 0; k < selected; k++) {
      int i = selection == null ? k : selection[k];
      sums[groups[i]] += nulls[i] ? 0 : values[i];
    }
  }
}
