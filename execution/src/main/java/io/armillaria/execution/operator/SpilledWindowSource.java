package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.PhysicalPlan;
import java.util.ArrayDeque;
import java.util.Deque;

/// A window whose rows lie in files, parted by the hashes of its partitions' columns; a part that
/// does not fit in memory is parted again by other bits.
record SpilledWindowSource(
    Query query, PhysicalPlan.Window plan, SpilledSide.Use use, SpilledRows[] parts)
    implements Source {
  /// Texts grow by doubling.
  private static final int SLACK = 2;

  @Override
  public int morsels() {
    return parts.length;
  }

  @Override
  public Reader reader() {
    return new PartReader();
  }

  private record Part(SpilledRows rows, int level, Runnable done) {}

  private final class PartReader implements Reader {
    private final Deque<Part> waiting = new ArrayDeque<>();
    private Operator rows;
    private Reservation memory;

    @Override
    public void start(int morsel) {
      waiting.push(new Part(parts[morsel], 1, () -> {}));
    }

    @Override
    public Batch next() {
      while (true) {
        Batch batch = rows == null ? null : rows.next();
        if (batch != null) {
          return batch;
        }
        if (rows != null) {
          rows = null;
          memory.close();
        }
        if (waiting.isEmpty()) {
          return null;
        }
        begin(waiting.pop());
      }
    }

    private void begin(Part part) {
      memory = query.reserve(use.holder());
      long bytes = SLACK * part.rows.bytes() + use.bytesARow() * part.rows.rows();
      boolean last = part.level >= HashRange.levels(bits());
      if (!last && (part.rows.rows() > Integer.MAX_VALUE / 2 || !memory.tryHold(bytes))) {
        memory.close();
        divide(part);
        return;
      }
      memory.hold(bytes);
      RowSet input = SpilledReader.all(query, part.rows, use.types());
      part.done.run();
      RowSet computed = new WindowBuilder(query).compute(plan, input);
      rows = new WholeSource(new RowSetSource(query, computed, plan.types()));
    }

    private void divide(Part part) {
      SpillFile file = query.workspace().file();
      SpilledRows[] finer = SpilledSide.empty(file, use.types(), 1 << bits());
      RowPartitioner partitioner =
          new RowPartitioner(query, use.holder(), use.types(), use.keyColumns(), finer, part.level);
      SpilledReader reader = new SpilledReader(query, part.rows);
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        partitioner.add(batch);
      }
      partitioner.finish();
      part.done.run();
      for (int i = 0; i < finer.length; i++) {
        // rows that all went to one part are of one partition, most likely
        boolean whole = finer[i].rows() == part.rows.rows();
        waiting.push(
            new Part(
                finer[i],
                whole ? HashRange.levels(bits()) : part.level + 1,
                i == 0 ? file::close : () -> {}));
      }
    }

    private int bits() {
      return query.workspace().partitionBits();
    }
  }
}
