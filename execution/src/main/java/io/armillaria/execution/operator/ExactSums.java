package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.Int128Math;
import java.math.BigInteger;
import java.util.Arrays;

/// Exact sums of longs or 128-bit numbers for each group.
///
/// A sum is `partial + (high, low) + wraps * 2^128`. Rows go to the partial sums as plain longs as
/// long as the magnitudes of all rows so far (`exposure`) cannot have made one overflow; then the
/// partial sums are moved to the 128-bit totals, and exposure begins anew.
final class ExactSums {
  private static final long LIMIT = 1L << 62;
  private static final long MUCH = (1L << 60) - 2;

  private long[] partial = new long[1];
  private SumLanes lanes;
  private long[] high;
  private long[] low;
  // null while no 128-bit total has ever overflowed
  private int[] wraps;
  private long exposure;

  void add(Batch batch, ColumnVector values, int[] groups, int count) {
    reserve(count);
    switch (values) {
      case LongVector v -> addLongs(batch, v.values(), v.nulls(), groups);
      case Int128Vector v -> {
        if (v.narrow() || narrow(batch, v)) {
          addLongs(batch, v.low(), v.nulls(), groups);
        } else {
          addWide(batch, v, groups);
        }
      }
      default -> throw new IllegalArgumentException(values.getClass().getName());
    }
  }

  void merge(ExactSums other, int[] target, int count) {
    reserve(count);
    if (high == null && other.high == null && exposure + other.exposure < LIMIT) {
      exposure += other.exposure;
      for (int i = 0; i < target.length && i < other.partial.length; i++) {
        if (target[i] >= 0) {
          partial[target[i]] += other.partial[i];
        }
      }
      return;
    }
    flush();
    for (int i = 0; i < target.length && i < other.partial.length; i++) {
      if (target[i] < 0) {
        continue;
      }
      addTo(target[i], other.partial[i] >> 63, other.partial[i]);
      if (other.high != null) {
        addTo(target[i], other.high[i], other.low[i]);
      }
      if (other.wraps != null && other.wraps[i] != 0) {
        wrap(target[i], other.wraps[i]);
      }
    }
  }

  long bytes(int groups) {
    int width = Long.BYTES * (high == null ? 1 : 3) + (wraps == null ? 0 : Integer.BYTES);
    return 2L * width * groups;
  }

  /// Whether the sum of a group is less than 2^124 in magnitude, so that [#high] and [#low] give
  /// it.
  boolean isInt128(int group) {
    return wraps == null && (high == null || Math.abs(high[group]) < MUCH);
  }

  long low(int group) {
    return high == null ? partial[group] : low[group] + partial[group];
  }

  long high(int group) {
    long sign = partial[group] >> 63;
    if (high == null) {
      return sign;
    }
    long carry = Long.compareUnsigned(low[group] + partial[group], partial[group]) < 0 ? 1 : 0;
    return high[group] + sign + carry;
  }

  BigInteger sum(int group) {
    BigInteger sum = BigInteger.valueOf(partial[group]);
    if (high != null) {
      sum = sum.add(Int128Math.toBigInteger(high[group], low[group]));
    }
    return wraps == null ? sum : sum.add(BigInteger.valueOf(wraps[group]).shiftLeft(128));
  }

  void reserve(int count) {
    if (count > partial.length) {
      int size = Math.max(count, partial.length * 2);
      partial = Arrays.copyOf(partial, size);
      if (high != null) {
        high = Arrays.copyOf(high, size);
        low = Arrays.copyOf(low, size);
      }
      if (wraps != null) {
        wraps = Arrays.copyOf(wraps, size);
      }
    }
  }

  private void addLongs(Batch batch, long[] values, boolean[] nulls, int[] groups) {
    long bits = SumKernels.bits(values, batch.rows());
    long most = bits >>> 52 != 0 ? LIMIT : (bits + 1) * batch.rows();
    if (exposure + most >= LIMIT) {
      flush();
      if (most >= LIMIT) {
        addLongsWide(batch, values, nulls, groups);
        return;
      }
    }
    exposure += most;
    int[] selection = batch.selection();
    if (nulls != null) {
      SumKernels.addPresent(values, nulls, groups, selection, batch.selected(), partial);
    } else if (partial.length > 1 && partial.length <= SumLanes.GROUPS) {
      if (lanes == null) {
        lanes = new SumLanes();
      }
      lanes.add(values, groups, selection, batch.selected(), partial);
    } else if (selection != null) {
      SumKernels.addSelected(values, groups, selection, batch.selected(), partial);
    } else if (partial.length == 1) {
      partial[0] += SumKernels.total(values, batch.rows());
    } else {
      SumKernels.add(values, groups, batch.rows(), partial);
    }
  }

  private void addLongsWide(Batch batch, long[] values, boolean[] nulls, int[] groups) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (nulls == null || !nulls[i]) {
        addTo(groups[i], values[i] >> 63, values[i]);
      }
    }
  }

  private void addWide(Batch batch, Int128Vector v, int[] groups) {
    widen();
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (!v.isNull(i)) {
        addTo(groups[i], v.high()[i], v.low()[i]);
      }
    }
  }

  private static boolean narrow(Batch batch, Int128Vector v) {
    long different = 0;
    if (batch.selection() == null && v.nulls() == null) {
      for (int i = 0; i < batch.rows(); i++) {
        different |= v.high()[i] ^ (v.low()[i] >> 63);
      }
    } else {
      for (int k = 0; k < batch.selected(); k++) {
        int i = batch.selection() == null ? k : batch.selection()[k];
        different |= v.isNull(i) ? 0 : v.high()[i] ^ (v.low()[i] >> 63);
      }
    }
    return different == 0;
  }

  private void flush() {
    widen();
    for (int i = 0; i < partial.length; i++) {
      addTo(i, partial[i] >> 63, partial[i]);
      partial[i] = 0;
    }
    exposure = 0;
  }

  private void widen() {
    if (high == null) {
      high = new long[partial.length];
      low = new long[partial.length];
    }
  }

  private void addTo(int group, long addHigh, long addLow) {
    long sum = low[group] + addLow;
    long carry = Long.compareUnsigned(sum, addLow) < 0 ? 1 : 0;
    long before = high[group];
    long after = before + addHigh + carry;
    low[group] = sum;
    high[group] = after;
    if (((before ^ after) & (addHigh ^ after)) < 0) {
      wrap(group, after < 0 ? 1 : -1);
    }
  }

  private void wrap(int group, int times) {
    if (wraps == null) {
      wraps = new int[partial.length];
    }
    wraps[group] += times;
  }
}
