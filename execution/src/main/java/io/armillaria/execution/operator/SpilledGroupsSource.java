package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What a grouping gives that did not fit in memory, a part of the hashes a morsel: the groups that
/// workers kept, and the rows in files. A part that does not fit is parted again by other bits.
///
/// @param kept read by several threads, one at a time
/// @param parts by side, then part
record SpilledGroupsSource(
    Query query, Grouping grouping, List<HashedGroups> kept, SpilledRows[][] parts)
    implements Source {
  /// The groups and what they give.
  private static final int COPIES = 2;

  @Override
  public int morsels() {
    return parts[0].length;
  }

  @Override
  public Reader reader() {
    return new PartReader();
  }

  /// @param rows by side
  private record Part(HashRange range, SpilledRows[] rows, int level, Runnable done) {}

  private final class PartReader implements Reader {
    private final long least = query.workspace().leastBytes(query.threads());
    private final Deque<Part> waiting = new ArrayDeque<>();
    private Operator rows;
    private Reservation memory;
    private Part current;

    @Override
    public void start(int morsel) {
      waiting.push(
          new Part(HashRange.ALL.part(0, bits(), morsel), column(parts, morsel), 1, () -> {}));
    }

    @Override
    public Batch next() {
      while (true) {
        if (rows != null) {
          Batch batch = rows.next();
          if (batch != null) {
            return batch;
          }
          rows = null;
          memory.close();
          current.done.run();
        }
        if (waiting.isEmpty()) {
          return null;
        }
        begin(waiting.pop());
      }
    }

    private void begin(Part part) {
      boolean last = part.level >= HashRange.levels(bits());
      memory = query.reserve(grouping.shape().holder());
      HashedGroups groups = grouping.shape().fresh().get();
      if (fill(groups, part, last)) {
        current = part;
        rows = new WholeSource(groups.output());
      } else {
        memory.close();
        divide(part);
      }
    }

    /// False when the groups do not fit and may be parted.
    private boolean fill(HashedGroups groups, Part part, boolean last) {
      for (HashedGroups some : kept) {
        query.check();
        synchronized (some) {
          long all = Math.max(1, some.count(HashRange.ALL));
          long bytes = some.bytes() / all * (some.count(part.range) + 1);
          if (!fits(groups, groups.bytes() + bytes + Integer.BYTES * all, last)) {
            return false;
          }
          groups.merge(some, part.range);
        }
      }
      for (int side = 0; side < part.rows.length; side++) {
        SpilledReader reader = new SpilledReader(query, part.rows[side]);
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
          if (!fits(groups, groups.bytesWith(batch), last)) {
            return false;
          }
          groups.add(batch, side);
        }
      }
      return true;
    }

    private boolean fits(HashedGroups groups, long bytes, boolean last) {
      if (memory.tryHold(COPIES * bytes)) {
        return true;
      }
      if (groups.relieve()) {
        memory.shrink(COPIES * groups.bytes());
        if (memory.tryHold(COPIES * bytes)) {
          return true;
        }
      }
      if (last || groups.bytes() <= least) {
        memory.hold(bytes);
        return true;
      }
      return false;
    }

    private void divide(Part part) {
      GroupingShape shape = grouping.shape();
      SpillFile file = query.workspace().file();
      SpilledRows[][] finer = new SpilledRows[shape.sides()][];
      for (int side = 0; side < finer.length; side++) {
        finer[side] = grouping.emptyParts(file);
        RowPartitioner partitioner =
            new RowPartitioner(
                query, shape.holder(), shape.types(), shape.keyColumns(), finer[side], part.level);
        SpilledReader reader = new SpilledReader(query, part.rows[side]);
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
          partitioner.add(batch);
        }
        partitioner.finish();
      }
      part.done.run();
      for (int i = 0; i < finer[0].length; i++) {
        Runnable done = i == 0 ? file::close : () -> {};
        waiting.push(
            new Part(
                part.range.part(part.level, bits(), i), column(finer, i), part.level + 1, done));
      }
    }

    private static SpilledRows[] column(SpilledRows[][] bySide, int part) {
      SpilledRows[] rows = new SpilledRows[bySide.length];
      for (int side = 0; side < rows.length; side++) {
        rows[side] = bySide[side][part];
      }
      return rows;
    }

    private int bits() {
      return query.workspace().partitionBits();
    }
  }
}
