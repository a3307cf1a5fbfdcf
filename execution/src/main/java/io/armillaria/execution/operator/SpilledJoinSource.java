package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import java.util.ArrayDeque;
import java.util.Deque;

/// The rows of a join whose sides lie in files, a part a morsel. A part that does not fit in memory
/// is parted again by other bits of the hashes; what cannot be parted, because its keys are equal,
/// is joined block by block.
record SpilledJoinSource(Query query, JoinShape shape, SpilledRows[] left, SpilledRows[] right)
    implements Source {
  @Override
  public int morsels() {
    return right.length;
  }

  @Override
  public Reader reader() {
    return new PartReader();
  }

  /// @param done called when the part has been joined
  private record Part(SpilledRows left, SpilledRows right, int level, Runnable done) {}

  private final class PartReader implements Reader {
    private final Deque<Part> parts = new ArrayDeque<>();
    private Operator rows;
    private Reservation memory;
    private Part current;

    @Override
    public void start(int morsel) {
      int level = shape.partible() ? 1 : HashRange.levels(bits());
      parts.push(new Part(left[morsel], right[morsel], level, () -> {}));
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
        if (parts.isEmpty()) {
          return null;
        }
        begin(parts.pop());
      }
    }

    private void begin(Part part) {
      if (gives(part)) {
        memory = query.reserve(shape.holder());
        current = part;
        if (LoadedPart.fits(shape, part.right, memory)) {
          rows = new LoadedPart(query, shape, part.left, part.right);
          return;
        }
        if (part.level >= HashRange.levels(bits())) {
          rows = new BlockwiseJoin(query, shape, part.left, part.right, memory);
          return;
        }
        memory.close();
        divide(part);
      } else {
        part.done.run();
      }
    }

    private boolean gives(Part part) {
      return (part.left.rows() > 0 && (part.right.rows() > 0 || shape.leftAlone()))
          || (part.right.rows() > 0 && shape.kind().keepsRight());
    }

    private void divide(Part part) {
      SpillFile file = query.workspace().file();
      SpilledRows[] lefts = SpilledSide.empty(file, shape.leftTypes(), 1 << bits());
      SpilledRows[] rights = SpilledSide.empty(file, shape.rightTypes(), 1 << bits());
      copy(
          part.right,
          new RowPartitioner(
              query, shape.holder(), shape.rightTypes(), shape.rightKeys(), rights, part.level));
      copy(
          part.left,
          new RowPartitioner(
              query, shape.holder(), shape.leftTypes(), shape.leftKeys(), lefts, part.level));
      part.done.run();
      parts.push(new Part(lefts[0], rights[0], level(part, rights[0]), file::close));
      for (int i = 1; i < lefts.length; i++) {
        parts.push(new Part(lefts[i], rights[i], level(part, rights[i]), () -> {}));
      }
    }

    // rows that all went to one part have equal keys, most likely
    private int level(Part part, SpilledRows child) {
      return child.rows() == part.right.rows() ? HashRange.levels(bits()) : part.level + 1;
    }

    private void copy(SpilledRows from, RowPartitioner to) {
      Operator reader = new SpilledReader(query, from);
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        to.add(batch);
      }
      to.finish();
    }

    private int bits() {
      return query.workspace().partitionBits();
    }
  }
}
