package io.armillaria.storage.column;

/// What one pass over some numbers tells: their range, their steps and their runs.
///
/// @param even whether every step from one number to the next is the same
/// @param runs how many runs of equal numbers there are
record IntegerProfile(
    int count, long minimum, long maximum, boolean even, int runs, boolean ascending) {
  static IntegerProfile of(long[] values, int from, int count) {
    if (count == 0) {
      return new IntegerProfile(0, 0, 0, true, 0, true);
    }
    long minimum = values[from];
    long maximum = minimum;
    long previous = minimum;
    long step = count > 1 ? values[from + 1] - previous : 0;
    long uneven = 0;
    int changes = 0;
    boolean ascending = true;
    for (int i = from + 1; i < from + count; i++) {
      long value = values[i];
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
      uneven |= value - previous ^ step;
      changes += value != previous ? 1 : 0;
      ascending &= value >= previous;
      previous = value;
    }
    return new IntegerProfile(count, minimum, maximum, uneven == 0, changes + 1, ascending);
  }

  /// Bits that tell any two of the numbers apart.
  int bits() {
    return Long.SIZE - Long.numberOfLeadingZeros(maximum - minimum);
  }
}
