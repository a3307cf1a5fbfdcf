package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// The right rows that found a partner, or those that found none, maybe with NULLs for left's
/// columns. To be read when all left rows have looked for theirs.
///
/// @param wanted which of both
/// @param leftTypes of the columns that are NULL
record MarkedSource(
    Query query,
    RowSet right,
    boolean[] matched,
    boolean wanted,
    List<DataType> leftTypes,
    List<DataType> rightTypes)
    implements Source {
  static MarkedSource of(
      Query query,
      JoinKind kind,
      RowSet right,
      boolean[] matched,
      List<DataType> leftTypes,
      List<DataType> rightTypes) {
    boolean outer = kind == JoinKind.RIGHT || kind == JoinKind.FULL;
    return new MarkedSource(
        query,
        right,
        matched,
        kind == JoinKind.RIGHT_SEMI,
        outer ? leftTypes : List.of(),
        rightTypes);
  }

  @Override
  public int morsels() {
    return (int) ((right.rows() + RowSetSource.MORSEL - 1L) / RowSetSource.MORSEL);
  }

  @Override
  public Reader reader() {
    return new MarkedReader();
  }

  private final class MarkedReader implements Reader {
    private final ColumnGatherer[] nulls = ColumnGatherer.of(leftTypes);
    private final ColumnGatherer[] gatherers = ColumnGatherer.of(rightTypes);
    private final int[] chosen = new int[Batch.CAPACITY];
    private int at;
    private int end;

    @Override
    public void start(int morsel) {
      at = morsel * RowSetSource.MORSEL;
      end = (int) Math.min(right.rows(), (long) at + RowSetSource.MORSEL);
    }

    @Override
    public Batch next() {
      query.check();
      int count = 0;
      for (; at < end && count < Batch.CAPACITY; at++) {
        chosen[count] = at;
        count += matched[at] == wanted ? 1 : 0;
      }
      return count == 0 ? null : batch(count);
    }

    private Batch batch(int count) {
      ColumnVector[] columns = new ColumnVector[nulls.length + gatherers.length];
      for (int i = 0; i < nulls.length; i++) {
        columns[i] = nulls[i].nulls(count);
      }
      for (int i = 0; i < gatherers.length; i++) {
        columns[nulls.length + i] = gatherers[i].gather(right.columns()[i], chosen, count);
      }
      return new Batch(columns, count);
    }
  }
}
