package io.armillaria.storage.table;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Reads the keys of stored rows. Not thread safe.
public final class KeyReader {
  private final List<Column> columns;
  private final ColumnReader[] readers;
  private final KeyEncoder encoder = new KeyEncoder();
  private final long[] high = new long[1];
  private final long[] low = new long[1];
  private final double[] real = new double[1];

  public KeyReader(List<Column> keyColumns, Function<Column, ColumnReader> rows) {
    this.columns = keyColumns;
    this.readers = keyColumns.stream().map(rows).toArray(ColumnReader[]::new);
  }

  public byte[] keyAt(int row) {
    encode(row);
    return encoder.toBytes();
  }

  /// The row among the first `rows`, which ascend by key, whose key is `key`; or `-(place) - 1`
  /// with the place where it would go.
  public int search(byte[] key, int rows) {
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

  static int compare(byte[] left, byte[] right) {
    return Arrays.compareUnsigned(left, right);
  }

  private void encode(int row) {
    encoder.reset();
    for (int i = 0; i < readers.length; i++) {
      ColumnReader reader = readers[i];
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
