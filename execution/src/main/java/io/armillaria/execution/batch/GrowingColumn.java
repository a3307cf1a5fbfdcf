package io.armillaria.execution.batch;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;

/// A column that takes rows at its end and can be seen as one vector at any time.
public abstract sealed class GrowingColumn
    permits GrowingLongs, GrowingDoubles, GrowingInt128s, GrowingBytes {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private boolean[] nulls;
  private int rows;
  private int capacity;

  public static GrowingColumn of(DataType.Layout layout) {
    return switch (layout) {
      case LONG -> new GrowingLongs();
      case DOUBLE -> new GrowingDoubles();
      case INT128 -> new GrowingInt128s();
      case BYTES -> new GrowingBytes();
    };
  }

  public static GrowingColumn[] of(DataType.Layout[] layouts) {
    GrowingColumn[] columns = new GrowingColumn[layouts.length];
    Arrays.setAll(columns, i -> of(layouts[i]));
    return columns;
  }

  public final int rows() {
    return rows;
  }

  /// A new column of the same layout.
  abstract GrowingColumn empty();

  /// Appends the rows `selection[0 .. count)` of `source`, or its first `count` rows when
  /// `selection` is null.
  public final void append(ColumnVector source, int[] selection, int count) {
    reserve(count);
    write(source, selection, count, rows);
    appendNulls(source.nulls(), selection, count);
    rows += count;
  }

  /// Appends one row of `source`.
  public final void append(ColumnVector source, int row) {
    reserve(1);
    writeOne(source, row, rows);
    if (source.isNull(row)) {
      nullFlags()[rows] = true;
    }
    rows++;
  }

  /// Appends the rows `from` to `to` of `source`; its bytes must have been taken with [#adopt],
  /// which gave `base`.
  final void appendRange(GrowingColumn source, int from, int to, int base) {
    int count = to - from;
    reserve(count);
    copyRange(source, from, count, rows, base);
    if (source.nulls != null) {
      System.arraycopy(source.nulls, from, nullFlags(), rows, count);
    }
    rows += count;
  }

  /// Takes over what rows of `source` refer to; returns what [#appendRange] wants to know.
  int adopt(GrowingColumn source) {
    return 0;
  }

  /// The rows so far. The vector shares the arrays: rows appended later may or may not show.
  public abstract ColumnVector vector();

  /// Makes room for `count` more rows.
  public final void reserve(int count) {
    long wanted = (long) rows + count;
    if (wanted > capacity) {
      capacity = grown(capacity, wanted);
      resize(capacity);
      if (nulls != null) {
        nulls = Arrays.copyOf(nulls, capacity);
      }
    }
  }

  /// Bytes of the arrays.
  public final long bytes() {
    return (long) capacity * width() + (nulls == null ? 0 : capacity) + valueBytes();
  }

  /// At least the bytes of the arrays that an append of these rows would make, beside the present
  /// ones.
  public final long growth(ColumnVector source, int[] selection, int count) {
    long wanted = (long) rows + count;
    return (wanted > capacity ? Math.max(wanted, capacity * 2L) * (width() + 1) : 0)
        + valueGrowth(source, selection, count);
  }

  /// Forgets the rows, but not the arrays. What [#vector] gave before means nothing any more.
  public final void clear() {
    rows = 0;
    nulls = null;
    clearValues();
  }

  /// Bytes a row, beside its own values' bytes if they are of variable length.
  abstract int width();

  long valueBytes() {
    return 0;
  }

  long valueGrowth(ColumnVector source, int[] selection, int count) {
    return 0;
  }

  void clearValues() {}

  abstract void resize(int size);

  abstract void write(ColumnVector source, int[] selection, int count, int at);

  abstract void writeOne(ColumnVector source, int row, int at);

  abstract void copyRange(GrowingColumn source, int from, int count, int at, int base);

  final boolean[] nulls() {
    return nulls;
  }

  static int grown(int capacity, long wanted) {
    if (wanted > LARGEST) {
      throw new Failure.OutOfMemory(
              "A column of an intermediate result needs "
                  + wanted
                  + " entries; one holds at most "
                  + LARGEST
                  + ".")
          .raise();
    }
    return (int) Math.min(LARGEST, Math.max(Math.max(wanted, 64), capacity * 2L));
  }

  private boolean[] nullFlags() {
    if (nulls == null) {
      nulls = new boolean[capacity];
    }
    return nulls;
  }

  private void appendNulls(boolean[] source, int[] selection, int count) {
    if (source == null) {
      return;
    }
    boolean[] target = nullFlags();
    if (selection == null) {
      System.arraycopy(source, 0, target, rows, count);
    } else {
      for (int i = 0; i < count; i++) {
        target[rows + i] = source[selection[i]];
      }
    }
  }
}
