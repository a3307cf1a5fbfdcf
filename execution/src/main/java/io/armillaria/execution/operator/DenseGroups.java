package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.LongVector;

/// The groups of a single key of layout LONG: an array over the range of its values, for as long as
/// that is not much larger than the number of groups. It knows all groups of its table.
final class DenseGroups {
  private static final int ALWAYS = 1 << 18;
  private static final int LARGEST = 1 << 26;
  private static final int PER_GROUP = 16;
  // differences of nearer values fit a long
  private static final long FARTHEST = 1L << 61;

  private final int[] missing = new int[Batch.CAPACITY];
  // one more than the group of the value `base + i`, 0 when it is not known
  private int[] groupOf = new int[0];
  private long base;
  private int nullGroup;

  /// Writes the group of each row of `batch` that counts to `target`, at its place; new groups are
  /// numbered by `table`.
  ///
  /// @return false when the array would become too large; it is not to be asked again
  boolean assign(LongVector keys, Batch batch, GroupTable table, int[] target) {
    if (!covers(keys, batch, table.groups())) {
      return false;
    }
    long[] values = keys.values();
    boolean[] nulls = keys.nulls();
    int[] selection = batch.selection();
    int unknown = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int i = selection == null ? k : selection[k];
      int group = nulls != null && nulls[i] ? nullGroup : groupOf[(int) (values[i] - base)];
      target[i] = group - 1;
      missing[unknown] = i;
      unknown += group == 0 ? 1 : 0;
    }
    for (int k = 0; k < unknown; k++) {
      target[missing[k]] = number(keys, missing[k], table);
    }
    return true;
  }

  private int number(LongVector keys, int row, GroupTable table) {
    if (keys.isNull(row)) {
      nullGroup = nullGroup == 0 ? table.append(keys, row) + 1 : nullGroup;
      return nullGroup - 1;
    }
    int place = (int) (keys.values()[row] - base);
    if (groupOf[place] == 0) {
      groupOf[place] = table.append(keys, row) + 1;
    }
    return groupOf[place] - 1;
  }

  long bytes() {
    return (long) Integer.BYTES * groupOf.length;
  }

  /// Makes the array cover the batch's values, if it is worth it.
  private boolean covers(LongVector keys, Batch batch, int groups) {
    long[] values = keys.values();
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (!keys.isNull(i)) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
    }
    if (least <= greatest && (least < -FARTHEST || greatest > FARTHEST)) {
      return false;
    }
    boolean inside = least >= base && greatest - base < groupOf.length && greatest >= base;
    return least > greatest || inside || grow(least, greatest, groups);
  }

  private boolean grow(long least, long greatest, int groups) {
    long limit = Math.min(LARGEST, ALWAYS + (long) PER_GROUP * groups);
    long from = groupOf.length == 0 ? least : Math.min(least, base);
    long last = groupOf.length == 0 ? greatest : Math.max(greatest, base + groupOf.length - 1);
    long size = last - from + 1;
    if (size <= 0 || size > limit) {
      return false;
    }
    // room to both sides, so that the array does not grow with each batch
    long room = Math.min(limit, size * 2) - size;
    boolean down = groupOf.length > 0 && least < base;
    long newBase = down ? from - room : from;
    int newSize = (int) (size + (down ? from - newBase : room));
    int[] larger = new int[newSize];
    System.arraycopy(
        groupOf, 0, larger, groupOf.length == 0 ? 0 : (int) (base - newBase), groupOf.length);
    groupOf = larger;
    base = newBase;
    return true;
  }
}
