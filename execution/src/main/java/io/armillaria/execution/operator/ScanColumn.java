package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.type.DataType;

/// Decodes one column of a scan, a batch at a time, into arrays that it uses again.
final class ScanColumn {
  private final Column column;
  private final boolean[] nulls = new boolean[Batch.CAPACITY];
  private final long[] longs;
  private final long[] high;
  private final double[] doubles;
  private int[] codes;
  private int[] starts;
  private int[] lengths;
  private Segment segment;
  private ColumnReader reader;

  ScanColumn(Column column) {
    this.column = column;
    longs =
        switch (column.type().layout()) {
          case LONG, INT128 -> new long[Batch.CAPACITY];
          case DOUBLE, BYTES -> null;
        };
    high =
        switch (column.type().layout()) {
          case INT128 -> new long[Batch.CAPACITY];
          case LONG, DOUBLE, BYTES -> null;
        };
    doubles =
        switch (column.type().layout()) {
          case DOUBLE -> new double[Batch.CAPACITY];
          case LONG, INT128, BYTES -> null;
        };
  }

  boolean isText() {
    return column.type().layout() == DataType.Layout.BYTES;
  }

  /// The next reads are of `next`. Its bytes are touched only when something is read.
  void start(Segment next) {
    segment = next;
    reader = null;
  }

  private ColumnReader reader() {
    if (reader == null) {
      reader = segment.reader(column);
    }
    return reader;
  }

  /// The dictionary of a text column, if its values come from one.
  BytesVector.Dictionary dictionary() {
    return reader().dictionary();
  }

  /// Reads where the rows' values stand in the dictionary; answers whether some may be NULL, as
  /// `flags` then say.
  boolean readCodes(int from, int rows, int[] codes, boolean[] flags) {
    reader().readCodes(from, rows, codes, 0);
    return reader().readNulls(from, rows, flags, 0);
  }

  ColumnVector read(int from, int rows) {
    ColumnReader reader = reader();
    return switch (column.type().layout()) {
      case LONG -> {
        reader.readLongs(from, rows, longs, 0);
        yield new LongVector(longs, flags(from, rows));
      }
      case DOUBLE -> {
        reader.readDoubles(from, rows, doubles, 0);
        yield new DoubleVector(doubles, flags(from, rows));
      }
      case INT128 -> {
        reader.readInt128s(from, rows, high, longs, 0);
        yield new Int128Vector(high, longs, flags(from, rows));
      }
      case BYTES -> texts(reader, from, rows);
    };
  }

  private boolean[] flags(int from, int rows) {
    return reader.readNulls(from, rows, nulls, 0) ? nulls : null;
  }

  /// Values from a dictionary go to arrays that are used again.
  private BytesVector texts(ColumnReader from, int first, int rows) {
    BytesVector.Dictionary dictionary = from.dictionary();
    if (dictionary == null) {
      return from.readBytes(first, rows);
    }
    if (codes == null) {
      codes = new int[Batch.CAPACITY];
      starts = new int[Batch.CAPACITY];
      lengths = new int[Batch.CAPACITY];
    }
    from.readCodes(first, rows, codes, 0);
    boolean[] flags = from.readNulls(first, rows, nulls, 0) ? nulls : null;
    return BytesVector.coded(dictionary, codes, flags, rows, starts, lengths);
  }
}
