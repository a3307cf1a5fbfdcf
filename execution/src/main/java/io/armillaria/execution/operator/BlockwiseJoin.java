package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;

/// Joins a part whose right rows neither fit in memory nor can be parted: as many of them at a time
/// as fit, with all left rows each time. Which left rows have found partners is carried on, and
/// told at the end.
final class BlockwiseJoin implements Operator {
  private final Query query;
  private final JoinShape shape;
  private final SpilledRows left;
  private final SpilledRows right;
  private final Reservation memory;
  private final CarriedMatches carried;
  private final ColumnGatherer[] leftGatherers;
  private final ColumnGatherer[] rightNulls;
  private final boolean[] flags = new boolean[Batch.CAPACITY];
  private final int[] chosen = new int[Batch.CAPACITY];
  private BuiltSide side;
  private Operator rows;
  private boolean probing;
  private boolean last;
  private int nextPage;

  BlockwiseJoin(
      Query query, JoinShape shape, SpilledRows left, SpilledRows right, Reservation memory) {
    this.query = query;
    this.shape = shape;
    this.left = left;
    this.right = right;
    this.memory = memory;
    memory.hold(CarriedMatches.bytes(left.rows()));
    this.carried = new CarriedMatches(left.rows());
    this.leftGatherers = ColumnGatherer.of(shape.leftTypes());
    this.rightNulls = ColumnGatherer.of(shape.rightTypes());
  }

  @Override
  public Batch next() {
    while (true) {
      Batch batch = rows == null ? null : last ? leftRows() : rows.next();
      if (batch != null) {
        return batch;
      }
      if (last) {
        return null;
      }
      goOn();
    }
  }

  private void goOn() {
    if (probing && shape.kind().keepsRight()) {
      probing = false;
      rows = new WholeSource(shape.marked(query, side));
    } else if (nextPage < right.pages()) {
      probing = true;
      side = shape.build().apply(block().rowSet());
      rows = side.probe(new SpilledReader(query, left), carried);
      carried.rewind();
    } else {
      last = true;
      side = null;
      rows = new SpilledReader(query, left);
      carried.rewind();
    }
  }

  /// As many pages of right rows as fit, at least one.
  private RowCollector block() {
    long held = CarriedMatches.bytes(left.rows());
    memory.shrink(held);
    RowCollector block = new RowCollector(shape.rightTypes());
    while (nextPage < right.pages()) {
      query.check();
      Batch page = right.read(nextPage);
      long wanted =
          held
              + block.bytes()
              + block.growth(page)
              + (long) shape.bytesARow() * (block.rows() + page.rows());
      if (block.rows() == 0) {
        memory.hold(wanted);
      } else if (!memory.tryHold(wanted)) {
        break;
      }
      block.append(page, 0);
      nextPage++;
    }
    return block;
  }

  /// The left rows that are given by whether they found a partner at all; null at the end.
  private Batch leftRows() {
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      carried.load(flags, batch.rows());
      carried.store(flags, batch.rows());
      Batch given =
          switch (shape.kind()) {
            case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> null;
            case SEMI -> chosen(batch, true);
            case ANTI, NULL_AWARE_ANTI -> chosen(batch, false);
            case LEFT, FULL, LEFT_SINGLE -> alone(batch);
          };
      if (given != null) {
        return given;
      }
    }
    return null;
  }

  private Batch chosen(Batch batch, boolean matched) {
    int count = 0;
    for (int row = 0; row < batch.rows(); row++) {
      chosen[count] = row;
      count += flags[row] == matched ? 1 : 0;
    }
    return count == 0 ? null : batch.select(chosen, count);
  }

  private Batch alone(Batch batch) {
    Batch kept = chosen(batch, false);
    if (kept == null) {
      return null;
    }
    int width = leftGatherers.length;
    ColumnVector[] columns = Arrays.copyOf(batch.columns(), width + rightNulls.length);
    for (int i = 0; i < width; i++) {
      columns[i] = leftGatherers[i].gather(columns[i], chosen, kept.selected());
    }
    for (int i = 0; i < rightNulls.length; i++) {
      columns[width + i] = rightNulls[i].nulls(kept.selected());
    }
    return new Batch(columns, kept.selected());
  }
}
