package io.armillaria.tck.bench;

import java.util.Arrays;
import java.util.List;

/// Times contenders in turns, so that noise of the machine falls on all of them.
final class Interleaved {
  private Interleaved() {}

  /// What is timed.
  interface Action {
    void run() throws Exception;
  }

  /// The median time of each action in nanoseconds. A round runs every action `repeats` times, one
  /// action after the other.
  ///
  /// @param warmUps rounds that are not counted
  static double[] medians(int warmUps, int rounds, int repeats, List<Action> actions)
      throws Exception {
    long[][] times = new long[actions.size()][rounds * repeats];
    for (int round = -warmUps; round < rounds; round++) {
      for (int i = 0; i < actions.size(); i++) {
        for (int repeat = 0; repeat < repeats; repeat++) {
          long start = System.nanoTime();
          actions.get(i).run();
          long time = System.nanoTime() - start;
          if (round >= 0) {
            times[i][round * repeats + repeat] = time;
          }
        }
      }
    }
    return Arrays.stream(times).mapToDouble(Interleaved::median).toArray();
  }

  static double median(long[] times) {
    return quantile(times, 0.5);
  }

  static double quantile(long[] times, double share) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }
}
