package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import java.util.Arrays;

/// Counts, for each group, the rows whose argument is not NULL.
final class Presence {
  private long[] counts = new long[1];

  void add(Batch batch, boolean[] nulls, int[] groups, int count) {
    reserve(count);
    int[] selection = batch.selection();
    if (count == 1 && nulls == null) {
      counts[0] += batch.selected();
    } else if (nulls == null && selection == null) {
      for (int i = 0; i < batch.rows(); i++) {
        counts[groups[i]]++;
      }
    } else {
      for (int k = 0; k < batch.selected(); k++) {
        int i = selection == null ? k : selection[k];
        counts[groups[i]] += nulls != null && nulls[i] ? 0 : 1;
      }
    }
  }

  void merge(Presence other, int[] target, int count) {
    reserve(count);
    for (int i = 0; i < target.length && i < other.counts.length; i++) {
      counts[target[i]] += other.counts[i];
    }
  }

  long count(int group) {
    return group < counts.length ? counts[group] : 0;
  }

  /// Flags of the groups without a value; null when each has one.
  boolean[] absent(int count) {
    reserve(count);
    boolean[] absent = new boolean[count];
    boolean any = false;
    for (int i = 0; i < count; i++) {
      absent[i] = counts[i] == 0;
      any |= absent[i];
    }
    return any ? absent : null;
  }

  private void reserve(int count) {
    if (count > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(count, counts.length * 2));
    }
  }
}
