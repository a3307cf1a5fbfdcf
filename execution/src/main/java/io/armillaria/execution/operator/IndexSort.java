package io.armillaria.execution.operator;

/// Sorts row numbers, stably: ranges by several threads, which are then merged.
final class IndexSort {
  private static final int SMALL = 12;
  private static final int RANGE = 1 << 15;

  private final Query query;
  private final RowOrder order;
  private final int[] rows;
  private final int[] buffer;

  private IndexSort(Query query, int count, RowOrder order) {
    this.query = query;
    this.order = order;
    this.rows = new int[count];
    this.buffer = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
  }

  /// The numbers from 0 to `count` in order.
  static int[] sorted(Query query, int count, RowOrder order) {
    IndexSort sort = new IndexSort(query, count, order);
    sort.run(count);
    return sort.rows;
  }

  private void run(int count) {
    int ranges = (int) ((count + RANGE - 1L) / RANGE);
    Team.forEach(
        query.threads(),
        ranges,
        range -> {
          query.check();
          sort(range * RANGE, (int) Math.min(count, (range + 1L) * RANGE));
        });
    for (long width = RANGE; width < count; width *= 2) {
      long size = width;
      int merges = (int) ((count + 2 * size - 1) / (2 * size));
      Team.forEach(
          query.threads(),
          merges,
          merge -> {
            query.check();
            long from = merge * 2L * size;
            int middle = (int) Math.min(count, from + size);
            merge((int) from, middle, (int) Math.min(count, from + 2 * size));
          });
    }
  }

  private void sort(int from, int to) {
    if (to - from <= SMALL) {
      insert(from, to);
      return;
    }
    query.check(from);
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    merge(from, middle, to);
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int at = i;
      for (; at > from && order.compare(rows[at - 1], row) > 0; at--) {
        rows[at] = rows[at - 1];
      }
      rows[at] = row;
    }
  }

  private void merge(int from, int middle, int to) {
    if (middle >= to || order.compare(rows[middle - 1], rows[middle]) <= 0) {
      return;
    }
    System.arraycopy(rows, from, buffer, from, middle - from);
    int left = from;
    int right = middle;
    int target = from;
    while (left < middle && right < to) {
      query.check(target);
      rows[target++] =
          order.compare(buffer[left], rows[right]) <= 0 ? buffer[left++] : rows[right++];
    }
    System.arraycopy(buffer, left, rows, target, middle - left);
  }
}
