package io.armillaria.execution.operator;

import io.armillaria.execution.plan.WindowCall.Ranking;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;

/// ROW_NUMBER and its like. The number of tiles is the one that the partition's first row has.
record Ranks(Ranking function, int[] arguments) implements WindowFunction {
  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    int from = partition.from();
    long size = (long) partition.to() - from;
    if (function == Ranking.NTILE) {
      tiles(partition, results);
      return;
    }
    long dense = 0;
    for (int row = from; row < partition.to(); row++) {
      partition.check(row);
      int first = partition.peersFrom(row);
      dense += first == row ? 1 : 0;
      switch (function) {
        case ROW_NUMBER -> results.set(row, row - from + 1L);
        case RANK -> results.set(row, first - from + 1L);
        case DENSE_RANK -> results.set(row, dense);
        case PERCENT_RANK -> results.set(row, size == 1 ? 0 : (first - from) / (double) (size - 1));
        case CUME_DIST -> results.set(row, (partition.peersTo(row) - from) / (double) size);
        case NTILE -> throw new IllegalStateException("computed above");
      }
    }
  }

  /// The first tiles are one row larger where the rows do not divide evenly.
  private void tiles(WindowPartition partition, GroupValues results) {
    ColumnVector argument = partition.column(arguments[0]);
    int from = partition.from();
    if (argument.isNull(from)) {
      return;
    }
    long tiles = ((LongVector) argument).values()[from];
    if (tiles < 1) {
      throw new Failure.InvalidArgument("NTILE needs at least 1 tile, not " + tiles + ".").raise();
    }
    long size = (long) partition.to() - from;
    long small = size / tiles;
    long larger = size % tiles;
    for (int row = from; row < partition.to(); row++) {
      partition.check(row);
      long place = (long) row - from;
      long inLarger = larger * (small + 1);
      results.set(
          row,
          place < inLarger ? place / (small + 1) + 1 : larger + (place - inLarger) / small + 1);
    }
  }
}
