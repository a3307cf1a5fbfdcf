package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// For a single key of layout LONG: an array over the range of its values, as long as that is not
/// much larger than the number of groups.
final class LongShortcut implements GroupShortcut {
  private static final int ALWAYS = 1 << 16;
  private static final int LARGEST = 1 << 26;
  private static final int PER_GROUP = 16;
  // differences of nearer values fit a long
  private static final long FARTHEST = 1L << 61;

  private final int[] missing = new int[Batch.CAPACITY];
  // one more than the group of the value `base + i`, 0 when it is not known
  private int[] groupOf = new int[0];
  private long base;
  private int nullGroup;
  private boolean useless;

  @Override
  public int find(ColumnVector[] columns, Batch batch, int groups, int[] target) {
    LongVector keys = (LongVector) columns[0];
    if (useless || !covers(keys, batch, groups)) {
      return USELESS;
    }
    long[] values = keys.values();
    boolean[] nulls = keys.nulls();
    int[] selection = batch.selection();
    int count = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int i = selection == null ? k : selection[k];
      int group = nulls != null && nulls[i] ? nullGroup : groupOf[(int) (values[i] - base)];
      target[i] = group - 1;
      missing[count] = i;
      count += group == 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public int[] missing() {
    return missing;
  }

  @Override
  public void learn(ColumnVector[] columns, int count, int[] target) {
    LongVector keys = (LongVector) columns[0];
    for (int k = 0; k < count; k++) {
      int i = missing[k];
      if (keys.isNull(i)) {
        nullGroup = target[i] + 1;
      } else {
        groupOf[(int) (keys.values()[i] - base)] = target[i] + 1;
      }
    }
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
      useless = true;
      groupOf = new int[0];
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
