package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What an operator makes of rows that lie in files, a part a morsel. A part that does not fit in
/// memory is parted again by other bits of the hashes.
///
/// @param sides what the rows of each input are
/// @param parts by side, then part
record SpilledSource(
    Query query,
    Allotment allotment,
    List<SpilledSide.Use> sides,
    SpilledRows[][] parts,
    PartWork work)
    implements Source {
  @Override
  public int morsels() {
    return parts[0].length;
  }

  @Override
  public Reader reader() {
    return new PartReader();
  }

  private final class PartReader implements Reader {
    private final int bits = query.workspace().partitionBits();
    private final String holder = sides.getFirst().holder();
    private final Deque<Part> waiting = new ArrayDeque<>();
    private Operator rows;
    private Reservation memory;
    private Part current;

    @Override
    public void start(int morsel) {
      boolean whole = sides.getFirst().keyColumns().length == 0;
      waiting.push(
          new Part(HashRange.ALL.part(0, bits, morsel), of(parts, morsel), 1, whole, () -> {}));
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
          current.done().run();
        }
        if (waiting.isEmpty()) {
          return null;
        }
        begin(waiting.pop());
      }
    }

    private void begin(Part part) {
      query.check();
      current = part;
      memory = query.reserve(holder, allotment.each());
      rows = work.open(part, memory);
      if (rows == null) {
        memory.close();
        divide(part);
      }
    }

    private void divide(Part part) {
      SpillFile file = query.workspace().file();
      SpilledRows[][] finer = new SpilledRows[sides.size()][];
      for (int side = 0; side < finer.length; side++) {
        SpilledSide.Use use = sides.get(side);
        finer[side] = SpilledSide.empty(file, use.types(), 1 << bits);
        RowPartitioner partitioner =
            new RowPartitioner(query, allotment, use, finer[side], part.level());
        SpilledReader reader = new SpilledReader(query, part.rows()[side]);
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
          partitioner.add(batch);
        }
        partitioner.finish();
      }
      part.done().run();
      for (int i = 0; i < 1 << bits; i++) {
        // the first one is the last to be taken
        waiting.push(child(part, i, of(finer, i), i == 0 ? file::close : () -> {}));
      }
    }

    private Part child(Part part, int number, SpilledRows[] finer, Runnable done) {
      int level = part.level() + 1;
      HashRange range = part.range().part(part.level(), bits, number);
      Part child = new Part(range, finer, level, level >= HashRange.levels(bits), done);
      // rows that all went to one part have equal keys, most likely
      return work.size(child) == work.size(part)
          ? new Part(range, finer, level, true, done)
          : child;
    }

    private static SpilledRows[] of(SpilledRows[][] bySide, int part) {
      SpilledRows[] rows = new SpilledRows[bySide.length];
      for (int side = 0; side < rows.length; side++) {
        rows[side] = bySide[side][part];
      }
      return rows;
    }
  }
}
