package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;

/// The rows of sorted runs in order, as one morsel.
record MergeSource(
    Query query, PhysicalPlan.Sort sort, List<SpilledRows> runs, SortRuns files, RowWindow window)
    implements Source {
  @Override
  public int morsels() {
    return 1;
  }

  @Override
  public Reader reader() {
    return new MergeReader();
  }

  private final class MergeReader implements Reader {
    private final List<DataType> types = sort.types();
    private Operator rows;
    private long toSkip = window.offset();
    private long toPass = window.fetch();

    @Override
    public void start(int morsel) {
      rows = files.merger(runs);
    }

    @Override
    public Batch next() {
      while (toPass > 0) {
        Batch batch = rows.next();
        if (batch == null) {
          break;
        }
        if (batch.rows() <= toSkip) {
          toSkip -= batch.rows();
          continue;
        }
        int from = (int) toSkip;
        int count = (int) Math.min(batch.rows() - from, toPass);
        toSkip = 0;
        toPass -= count;
        return cut(batch, from, count);
      }
      return null;
    }

    private Batch cut(Batch batch, int from, int count) {
      ColumnVector[] columns = Arrays.copyOf(batch.columns(), types.size());
      if (from > 0) {
        for (int i = 0; i < columns.length; i++) {
          columns[i] = new ColumnGatherer(types.get(i).layout()).slice(columns[i], from, count);
        }
      }
      return new Batch(columns, count);
    }
  }
}
