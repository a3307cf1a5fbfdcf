package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Rows held in memory, in their order.
record RowSetSource(Query query, RowSet rows, List<DataType> types) implements Source {
  static final int MORSEL = 1 << 16;

  @Override
  public int morsels() {
    return (int) ((rows.rows() + MORSEL - 1L) / MORSEL);
  }

  @Override
  public Reader reader() {
    return new RowSetReader();
  }

  private final class RowSetReader implements Reader {
    private final ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    private int at;
    private int end;

    @Override
    public void start(int morsel) {
      at = morsel * MORSEL;
      end = (int) Math.min(rows.rows(), (long) at + MORSEL);
    }

    @Override
    public Batch next() {
      if (at == end) {
        return null;
      }
      query.check();
      int count = Math.min(Batch.CAPACITY, end - at);
      ColumnVector[] columns = new ColumnVector[gatherers.length];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = gatherers[i].slice(rows.columns()[i], at, count);
      }
      at += count;
      return new Batch(columns, count);
    }
  }
}
