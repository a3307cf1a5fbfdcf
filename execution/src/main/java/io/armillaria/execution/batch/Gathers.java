package io.armillaria.execution.batch;

/// The loops of [ColumnGatherer], one a type, so that each stays simple enough to be compiled well.
final class Gathers {
  private Gathers() {}

  static void longs(long[] from, int[] rows, int count, long[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = from[rows[i]];
    }
  }

  static void doubles(double[] from, int[] rows, int count, double[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = from[rows[i]];
    }
  }

  static void ints(int[] from, int[] rows, int count, int[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = from[rows[i]];
    }
  }

  static void longsOrZero(long[] from, int[] rows, int count, long[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = rows[i] < 0 ? 0 : from[rows[i]];
    }
  }

  static void doublesOrZero(double[] from, int[] rows, int count, double[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = rows[i] < 0 ? 0 : from[rows[i]];
    }
  }

  static void intsOrZero(int[] from, int[] rows, int count, int[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = rows[i] < 0 ? 0 : from[rows[i]];
    }
  }
}
