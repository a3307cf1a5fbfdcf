package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Rows held in memory, in the order `order[from .. to)`.
record OrderedSource(Query query, RowSet rows, List<DataType> types, int[] order, int from, int to)
    implements Source {
  @Override
  public int morsels() {
    return (int) ((to - from + RowSetSource.MORSEL - 1L) / RowSetSource.MORSEL);
  }

  @Override
  public Reader reader() {
    return new OrderedReader();
  }

  private final class OrderedReader implements Reader {
    private final ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    private final int[] chosen = new int[Batch.CAPACITY];
    private int at;
    private int end;

    @Override
    public void start(int morsel) {
      at = from + morsel * RowSetSource.MORSEL;
      end = (int) Math.min(to, (long) at + RowSetSource.MORSEL);
    }

    @Override
    public Batch next() {
      if (at == end) {
        return null;
      }
      query.check();
      int count = Math.min(Batch.CAPACITY, end - at);
      System.arraycopy(order, at, chosen, 0, count);
      ColumnVector[] columns = new ColumnVector[gatherers.length];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = gatherers[i].gather(rows.columns()[i], chosen, count);
      }
      at += count;
      return new Batch(columns, count);
    }
  }
}
