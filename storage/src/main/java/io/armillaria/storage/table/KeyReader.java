package io.armillaria.storage.table;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Reads the keys of stored rows: columns that may be NULL, which only those of indexes may, in the
/// encoding of index keys. Not thread safe.
public final class KeyReader {
  private static final int GUESSES = 8;

  private final List<Column> columns;
  private final boolean wholeNumbers;
  private final ColumnReader[] readers;
  private final KeyEncoder encoder = new KeyEncoder();
  private final long[] high = new long[1];
  private final long[] low = new long[1];
  private final double[] real = new double[1];
  private final boolean[] isNull = new boolean[1];

  public KeyReader(List<Column> keyColumns, Function<Column, ColumnReader> rows) {
    this.columns = keyColumns;
    this.wholeNumbers =
        keyColumns.size() == 1
            && !keyColumns.getFirst().nullable()
            && keyColumns.getFirst().type().layout() == DataType.Layout.LONG;
    this.readers = new ColumnReader[keyColumns.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = rows.apply(keyColumns.get(i));
    }
  }

  /// Reads the keys of a block.
  public static KeyReader of(RowBlock block, List<Column> keyColumns) {
    return new KeyReader(
        keyColumns,
        column ->
            new VectorReader(block.vectors().get(block.ordinalOfId(column.id())), block.rows()));
  }

  public byte[] keyAt(int row) {
    encode(row);
    return encoder.toBytes();
  }

  /// The first of the first `rows` rows, which ascend by key, whose key is not below `key`.
  public int firstFrom(byte[] key, int rows) {
    int found = search(key, rows);
    return found < 0 ? -found - 1 : found;
  }

  /// A number that equal keys share.
  public static int hash(byte[] key) {
    return Arrays.hashCode(key) * 0x9E3779B9;
  }

  /// Whether the row has that key.
  public boolean isAt(int row, byte[] key) {
    return compareAt(row, key) == 0;
  }

  /// Compares the key of a row with another one.
  public int compareAt(int row, byte[] key) {
    encode(row);
    return encoder.compareTo(key);
  }

  /// The row among the first `rows`, which ascend by key, whose key is `key`; or `-(place) - 1`
  /// with the place where it would go.
  public int search(byte[] key, int rows) {
    if (wholeNumbers && key.length == Long.BYTES) {
      return search(KeyEncoder.decodeLong(key), rows);
    }
    int from = 0;
    int to = rows - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      encode(middle);
      int order = encoder.compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -from - 1;
  }

  /// Numbers mostly lie evenly, so that a guess between the ends finds one in a few looks.
  private int search(long key, int rows) {
    int from = 0;
    int to = rows - 1;
    if (to < 0 || key < longAt(0)) {
      return -1;
    }
    long least = low[0];
    long most = longAt(to);
    if (key > most) {
      return -rows - 1;
    }
    for (int looks = 0; from <= to; looks++) {
      double share = ((double) key - least) / ((double) most - least);
      int middle =
          looks < GUESSES && most > least
              ? Math.clamp((long) (from + share * (to - from)), from, to)
              : (from + to) >>> 1;
      long found = longAt(middle);
      if (found == key) {
        return middle;
      }
      if (found < key) {
        from = middle + 1;
        least = found;
      } else {
        to = middle - 1;
        most = found;
      }
    }
    return -from - 1;
  }

  private long longAt(int row) {
    readers[0].readLongs(row, 1, low, 0);
    return low[0];
  }

  /// The first row among the first `rows`, which ascend by key, whose key is at least `key`.
  public int lowerBound(byte[] key, int rows) {
    int found = search(key, rows);
    return found < 0 ? -found - 1 : found;
  }

  static int compare(byte[] left, byte[] right) {
    return Arrays.compareUnsigned(left, right);
  }

  private void encode(int row) {
    encoder.reset();
    for (int i = 0; i < readers.length; i++) {
      ColumnReader reader = readers[i];
      if (columns.get(i).nullable()) {
        if (reader.readNulls(row, 1, isNull, 0) && isNull[0]) {
          encoder.appendNull();
          continue;
        }
        encoder.appendPresent();
      }
      switch (columns.get(i).type().layout()) {
        case LONG -> {
          reader.readLongs(row, 1, low, 0);
          encoder.appendLong(low[0]);
        }
        case DOUBLE -> {
          reader.readDoubles(row, 1, real, 0);
          encoder.appendDouble(real[0]);
        }
        case INT128 -> {
          reader.readInt128s(row, 1, high, low, 0);
          encoder.appendInt128(high[0], low[0]);
        }
        case BYTES -> {
          BytesVector bytes = reader.readBytes(row, 1);
          encoder.appendBytes(bytes.data(), bytes.starts()[0], bytes.lengths()[0]);
        }
      }
    }
  }
}
