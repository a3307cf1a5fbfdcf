package io.armillaria.execution.batch;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;

/// Copies chosen rows of a column into arrays that it uses again for each call.
public final class ColumnGatherer {
  private final DataType.Layout layout;
  private final boolean[] nulls = new boolean[Batch.CAPACITY];
  private final long[] longs;
  private final long[] high;
  private final double[] doubles;
  private final int[] starts;
  private final int[] lengths;
  private final int[] codes;

  public ColumnGatherer(DataType.Layout layout) {
    this.layout = layout;
    boolean int128 = layout == DataType.Layout.INT128;
    boolean bytes = layout == DataType.Layout.BYTES;
    longs = layout == DataType.Layout.LONG || int128 ? new long[Batch.CAPACITY] : null;
    high = int128 ? new long[Batch.CAPACITY] : null;
    doubles = layout == DataType.Layout.DOUBLE ? new double[Batch.CAPACITY] : null;
    starts = bytes ? new int[Batch.CAPACITY] : null;
    lengths = bytes ? new int[Batch.CAPACITY] : null;
    codes = bytes ? new int[Batch.CAPACITY] : null;
  }

  public static ColumnGatherer[] of(List<DataType> types) {
    return types.stream()
        .map(type -> new ColumnGatherer(type.layout()))
        .toArray(ColumnGatherer[]::new);
  }

  /// The rows `rows[0 .. count)` of `source`, at most [Batch#CAPACITY].
  public ColumnVector gather(ColumnVector source, int[] rows, int count) {
    return switch (source) {
      case LongVector v -> {
        Gathers.longs(v.values(), rows, count, longs);
        yield new LongVector(longs, gatherNulls(v.nulls(), rows, count));
      }
      case DoubleVector v -> {
        Gathers.doubles(v.values(), rows, count, doubles);
        yield new DoubleVector(doubles, gatherNulls(v.nulls(), rows, count));
      }
      case Int128Vector v -> {
        Gathers.longs(v.low(), rows, count, longs);
        Gathers.longs(v.high(), rows, count, high);
        yield new Int128Vector(high, longs, gatherNulls(v.nulls(), rows, count));
      }
      case BytesVector v -> gatherBytes(v, rows, count);
    };
  }

  /// Like [#gather], but a row of -1 is NULL.
  public ColumnVector gatherOrNull(ColumnVector source, int[] rows, int count) {
    boolean[] flags = nulls;
    boolean[] from = source.nulls();
    for (int i = 0; i < count; i++) {
      flags[i] = rows[i] < 0 || (from != null && from[rows[i]]);
    }
    return switch (source) {
      case LongVector v -> {
        Gathers.longsOrZero(v.values(), rows, count, longs);
        yield new LongVector(longs, flags);
      }
      case DoubleVector v -> {
        Gathers.doublesOrZero(v.values(), rows, count, doubles);
        yield new DoubleVector(doubles, flags);
      }
      case Int128Vector v -> {
        Gathers.longsOrZero(v.low(), rows, count, longs);
        Gathers.longsOrZero(v.high(), rows, count, high);
        yield new Int128Vector(high, longs, flags);
      }
      case BytesVector v -> {
        Gathers.intsOrZero(v.starts(), rows, count, starts);
        Gathers.intsOrZero(v.lengths(), rows, count, lengths);
        yield new BytesVector(v.data(), starts, lengths, flags);
      }
    };
  }

  /// `count` rows of `source` from row `from` on.
  public ColumnVector slice(ColumnVector source, int from, int count) {
    boolean[] flags = source.nulls();
    if (flags != null) {
      System.arraycopy(flags, from, nulls, 0, count);
      flags = nulls;
    }
    return switch (source) {
      case LongVector v -> {
        System.arraycopy(v.values(), from, longs, 0, count);
        yield new LongVector(longs, flags);
      }
      case DoubleVector v -> {
        System.arraycopy(v.values(), from, doubles, 0, count);
        yield new DoubleVector(doubles, flags);
      }
      case Int128Vector v -> {
        System.arraycopy(v.low(), from, longs, 0, count);
        System.arraycopy(v.high(), from, high, 0, count);
        yield new Int128Vector(high, longs, flags);
      }
      case BytesVector v -> {
        if (v.codes() != null) {
          System.arraycopy(v.codes(), from, codes, 0, count);
          yield BytesVector.coded(v.dictionary(), codes, flags, count, starts, lengths);
        }
        System.arraycopy(v.starts(), from, starts, 0, count);
        System.arraycopy(v.lengths(), from, lengths, 0, count);
        yield new BytesVector(v.data(), starts, lengths, flags);
      }
    };
  }

  /// `count` rows, all NULL.
  public ColumnVector nulls(int count) {
    boolean[] flags = nulls;
    Arrays.fill(flags, 0, count, true);
    return switch (layout) {
      case LONG -> new LongVector(longs, flags);
      case DOUBLE -> new DoubleVector(doubles, flags);
      case INT128 -> new Int128Vector(high, longs, flags);
      case BYTES -> {
        Arrays.fill(starts, 0, count, 0);
        Arrays.fill(lengths, 0, count, 0);
        yield new BytesVector(new byte[0], starts, lengths, flags);
      }
    };
  }

  private ColumnVector gatherBytes(BytesVector v, int[] rows, int count) {
    boolean[] flags = gatherNulls(v.nulls(), rows, count);
    if (v.codes() != null) {
      Gathers.ints(v.codes(), rows, count, codes);
      return BytesVector.coded(v.dictionary(), codes, flags, count, starts, lengths);
    }
    Gathers.ints(v.starts(), rows, count, starts);
    Gathers.ints(v.lengths(), rows, count, lengths);
    return new BytesVector(v.data(), starts, lengths, flags);
  }

  private boolean[] gatherNulls(boolean[] from, int[] rows, int count) {
    if (from == null) {
      return null;
    }
    boolean[] target = nulls;
    boolean any = false;
    for (int i = 0; i < count; i++) {
      boolean flag = from[rows[i]];
      target[i] = flag;
      any |= flag;
    }
    return any ? target : null;
  }
}
