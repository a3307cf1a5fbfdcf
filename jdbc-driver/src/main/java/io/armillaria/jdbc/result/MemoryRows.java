package io.armillaria.jdbc.result;

import io.armillaria.execution.batch.Batch;
import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows that the driver made: one batch, then the end. Values are String, Boolean, Integer, Long or
/// null.
public final class MemoryRows implements BatchSource {
  private Batch batch;

  public MemoryRows(List<ColumnDescription> columns, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      ColumnVector[] vectors = new ColumnVector[columns.size()];
      for (int column = 0; column < vectors.length; column++) {
        vectors[column] =
            switch (columns.get(column).type().layout()) {
              case LONG -> longs(rows, column);
              case BYTES -> texts(rows, column);
              case DOUBLE, INT128 ->
                  throw new IllegalArgumentException(columns.get(column).toString());
            };
      }
      batch = new Batch(vectors, rows.size());
    }
  }

  @Override
  public Batch next() {
    Batch next = batch;
    batch = null;
    return next;
  }

  @Override
  public void close() {
    batch = null;
  }

  private static LongVector longs(List<Object[]> rows, int column) {
    long[] values = new long[rows.size()];
    boolean[] nulls = new boolean[values.length];
    for (int row = 0; row < values.length; row++) {
      switch (rows.get(row)[column]) {
        case null -> nulls[row] = true;
        case Boolean value -> values[row] = value ? 1 : 0;
        case Number value -> values[row] = value.longValue();
        case Object value -> throw new IllegalArgumentException(value.toString());
      }
    }
    return new LongVector(values, nulls);
  }

  private static BytesVector texts(List<Object[]> rows, int column) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int[] starts = new int[rows.size()];
    int[] lengths = new int[starts.length];
    boolean[] nulls = new boolean[starts.length];
    for (int row = 0; row < starts.length; row++) {
      Object value = rows.get(row)[column];
      starts[row] = data.size();
      nulls[row] = value == null;
      if (value != null) {
        data.writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      }
      lengths[row] = data.size() - starts[row];
    }
    return new BytesVector(data.toByteArray(), starts, lengths, nulls);
  }
}
