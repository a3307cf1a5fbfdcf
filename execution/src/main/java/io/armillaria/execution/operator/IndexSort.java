package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sorts row numbers, stably: by [SortPrefixes], a byte after the other; rows that these leave
/// equal but that may not be are compared.
final class IndexSort {
  /// Bytes that it takes for a row.
  static final int BYTES_A_ROW = 2 * Integer.BYTES + 2 * Long.BYTES;

  private static final int SMALL = 12;
  private static final int FEW = 64;
  private static final int RANGE = 1 << 15;
  private static final int DIGITS = 1 << 8;

  private final Query query;
  private final RowOrder order;
  private int[] rows;
  private int[] buffer;

  private IndexSort(Query query, int count, RowOrder order) {
    this.query = query;
    this.order = order;
    this.rows = new int[count];
    this.buffer = new int[count];
    for (int i = 0; i < count; i++) {
      query.check(i);
      rows[i] = i;
    }
  }

  /// The numbers of the first `count` rows of `columns` in the order of `keys`.
  static int[] sorted(Query query, ColumnVector[] columns, List<SortKey> keys, int count) {
    IndexSort sort = new IndexSort(query, count, new RowOrder(columns, keys));
    if (count <= FEW) {
      sort.sort(0, count);
    } else {
      sort.byPrefixes(new SortPrefixes(query, columns, keys, count));
    }
    return sort.rows;
  }

  private void byPrefixes(SortPrefixes prefixes) {
    long[] values = prefixes.values();
    if (!ascending(values)) {
      values = distribute(values, prefixes.spare(), prefixes.bits());
    }
    if (!prefixes.exact()) {
      refine(values);
    }
  }

  private boolean ascending(long[] values) {
    for (int i = 1; i < values.length; i++) {
      query.check(i);
      if (Long.compareUnsigned(values[i - 1], values[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  /// Orders the rows by the lowest `bits` of their values; returns the values in that order.
  private long[] distribute(long[] values, long[] spare, int bits) {
    long[] from = values;
    long[] to = spare;
    int[] places = new int[DIGITS];
    for (int shift = 0; shift < bits; shift += 8) {
      if (count(from, shift, places)) {
        scatter(from, rows, shift, places, to, buffer);
        long[] sorted = to;
        to = from;
        from = sorted;
        int[] sortedRows = buffer;
        buffer = rows;
        rows = sortedRows;
      }
    }
    return from;
  }

  /// Finds where the first value of each digit goes; false when all have the same digit.
  private boolean count(long[] values, int shift, int[] places) {
    Arrays.fill(places, 0);
    for (int i = 0; i < values.length; i++) {
      query.check(i);
      places[(int) (values[i] >>> shift) & (DIGITS - 1)]++;
    }
    int next = 0;
    boolean several = true;
    for (int digit = 0; digit < DIGITS; digit++) {
      int size = places[digit];
      several &= size < values.length;
      places[digit] = next;
      next += size;
    }
    return several;
  }

  private void scatter(
      long[] values, int[] fromRows, int shift, int[] places, long[] toValues, int[] toRows) {
    for (int i = 0; i < values.length; i++) {
      query.check(i);
      int place = places[(int) (values[i] >>> shift) & (DIGITS - 1)]++;
      toValues[place] = values[i];
      toRows[place] = fromRows[i];
    }
  }

  /// Sorts the rows of each value: those of many values in parallel, or the many of one.
  private void refine(long[] values) {
    List<Integer> bounds = new ArrayList<>(List.of(0));
    for (int from = 0; from < values.length; from = endOf(values, from)) {
      if (from - bounds.getLast() >= RANGE) {
        bounds.add(from);
      }
    }
    bounds.add(values.length);
    int[] chunks = Keys.array(bounds);
    Team.forEach(
        query.threads(),
        chunks.length - 1,
        chunk -> {
          query.check();
          for (int from = chunks[chunk]; from < chunks[chunk + 1]; ) {
            int to = endOf(values, from);
            if (to - from <= RANGE) {
              sort(from, to);
            }
            from = to;
          }
        });
    for (int from = 0; from < values.length; ) {
      int to = endOf(values, from);
      if (to - from > RANGE) {
        sortMany(from, to);
      }
      from = to;
    }
  }

  private int endOf(long[] values, int from) {
    int to = from + 1;
    while (to < values.length && values[to] == values[from]) {
      query.check(to);
      to++;
    }
    return to;
  }

  /// Ranges by several threads, which are then merged.
  private void sortMany(int first, int end) {
    int count = end - first;
    int ranges = (int) ((count + RANGE - 1L) / RANGE);
    Team.forEach(
        query.threads(),
        ranges,
        range -> {
          query.check();
          sort(first + range * RANGE, first + (int) Math.min(count, (range + 1L) * RANGE));
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
            int to = (int) Math.min(count, from + 2 * size);
            merge(first + (int) from, first + middle, first + to);
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
