package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import java.util.Arrays;

/// Counts, for each group, the rows whose argument is not NULL. As long as no argument is NULL that
/// is the number of the group's rows, which is counted once for all calls.
final class Presence {
  // counts of all rows, which take each batch after this one; null when there is none to lean on
  private final Presence rows;
  private long[] counts = new long[1];
  private boolean leaning;
  private CountLanes lanes;

  /// @param rows counts all rows of the batches that this one is shown, and is shown each batch and
  ///   each merge after it; or null
  Presence(Presence rows) {
    this.rows = rows;
    this.leaning = rows != null;
  }

  void add(Batch batch, boolean[] nulls, int[] groups, int count) {
    if (leaning) {
      if (nulls == null) {
        return;
      }
      standAlone();
    }
    reserve(count);
    int[] selection = batch.selection();
    if (nulls != null) {
      for (int k = 0; k < batch.selected(); k++) {
        int i = selection == null ? k : selection[k];
        counts[groups[i]] += nulls[i] ? 0 : 1;
      }
    } else if (count == 1) {
      counts[0] += batch.selected();
    } else if (counts.length <= SumLanes.GROUPS) {
      if (lanes == null) {
        lanes = new CountLanes();
      }
      lanes.add(groups, selection, batch.selected(), counts);
    } else if (selection == null) {
      for (int i = 0; i < batch.rows(); i++) {
        counts[groups[i]]++;
      }
    } else {
      for (int k = 0; k < batch.selected(); k++) {
        counts[groups[selection[k]]]++;
      }
    }
  }

  void merge(Presence other, int[] target, int count) {
    if (leaning && other.leaning) {
      return;
    }
    if (leaning) {
      standAlone();
    }
    reserve(count);
    for (int i = 0; i < target.length; i++) {
      if (target[i] >= 0) {
        counts[target[i]] += other.count(i);
      }
    }
  }

  /// Adds the count of `from[i]` in `other` to that of `to[i]`, for each i below `pairs`.
  void combine(Presence other, int[] from, int[] to, int pairs, int count) {
    if (leaning && other.leaning) {
      return;
    }
    if (leaning) {
      standAlone();
    }
    reserve(count);
    for (int i = 0; i < pairs; i++) {
      counts[to[i]] += other.count(from[i]);
    }
  }

  long count(int group) {
    long[] from = leaning ? rows.counts : counts;
    return group < from.length ? from[group] : 0;
  }

  /// Bytes at most with so many groups.
  long bytes(int groups) {
    return leaning ? 0 : 2L * Long.BYTES * groups;
  }

  /// Flags of the groups without a value; null when each has one.
  boolean[] absent(int count) {
    boolean[] absent = new boolean[count];
    boolean any = false;
    for (int i = 0; i < count; i++) {
      absent[i] = count(i) == 0;
      any |= absent[i];
    }
    return any ? absent : null;
  }

  private void standAlone() {
    leaning = false;
    counts = rows.counts.clone();
  }

  private void reserve(int count) {
    if (count > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(count, counts.length * 2));
    }
  }
}
