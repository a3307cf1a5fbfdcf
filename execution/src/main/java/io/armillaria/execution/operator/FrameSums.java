package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.math.BigInteger;

/// SUM, SUM0 and AVG of whole numbers and decimals: a frame's sum is the difference of two running
/// totals of 192 bits, in which no partition's sum overflows.
record FrameSums(SumResult result, int argument) implements WindowFunction {
  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    int[] before = FrameCounts.before(partition, new int[] {argument});
    long[][] totals = totals(partition, partition.column(argument));
    int first = partition.from();
    long[] sum = new long[3];
    for (int row = first; row < partition.to(); row++) {
      frames.show(row);
      sum[0] = 0;
      sum[1] = 0;
      sum[2] = 0;
      for (int range = 0; range < frames.ranges(); range++) {
        subtract(sum, totals, frames.from(range) - first);
        add(sum, totals, frames.to(range) - first);
      }
      int count = FrameCounts.count(before, partition, frames);
      boolean isLong = sum[1] == sum[0] >> 63 && sum[2] == sum[1];
      if (!isLong || !result.setLong(results, row, sum[0], count)) {
        result.set(results, row, exact(sum), count);
      }
    }
  }

  /// The sum of the values before each row: its low, middle and high words.
  private static long[][] totals(WindowPartition partition, ColumnVector column) {
    int first = partition.from();
    int size = partition.to() - first;
    long[][] totals = new long[3][size + 1];
    long[] sum = new long[3];
    for (int i = 0; i < size; i++) {
      int row = first + i;
      partition.check(row);
      if (!column.isNull(row)) {
        switch (column) {
          case LongVector v -> {
            long sign = v.values()[row] >> 63;
            add(sum, v.values()[row], sign, sign);
          }
          case Int128Vector v -> add(sum, v.low()[row], v.high()[row], v.high()[row] >> 63);
          default -> throw new IllegalArgumentException(column.getClass().getName());
        }
      }
      for (int word = 0; word < 3; word++) {
        totals[word][i + 1] = sum[word];
      }
    }
    return totals;
  }

  private static void add(long[] sum, long[][] totals, int at) {
    add(sum, totals[0][at], totals[1][at], totals[2][at]);
  }

  private static void add(long[] sum, long low, long middle, long high) {
    sum[0] += low;
    long carry = Long.compareUnsigned(sum[0], low) < 0 ? 1 : 0;
    long between = sum[1] + middle;
    long next = Long.compareUnsigned(between, middle) < 0 ? 1 : 0;
    sum[1] = between + carry;
    next += sum[1] == 0 && carry == 1 ? 1 : 0;
    sum[2] += high + next;
  }

  private static void subtract(long[] sum, long[][] totals, int at) {
    long low = totals[0][at];
    long middle = totals[1][at];
    long borrow = Long.compareUnsigned(sum[0], low) < 0 ? 1 : 0;
    sum[0] -= low;
    long next = Long.compareUnsigned(sum[1], middle) < 0 ? 1 : 0;
    long between = sum[1] - middle;
    next += between == 0 && borrow == 1 ? 1 : 0;
    sum[1] = between - borrow;
    sum[2] -= totals[2][at] + next;
  }

  private static BigInteger exact(long[] words) {
    byte[] bytes = new byte[24];
    for (int i = 0; i < 24; i++) {
      bytes[23 - i] = (byte) (words[i / 8] >> (i % 8 * 8));
    }
    return new BigInteger(bytes);
  }
}
