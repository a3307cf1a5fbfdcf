package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import java.util.List;

/// The right rows of a join, or some of them, in memory and ready for left rows to look for
/// partners.
interface BuiltSide {
  RowSet rows();

  /// Which rows have found partners; null where nobody asks.
  boolean[] matched();

  /// What these rows say about left rows, when they are all right rows.
  List<RuntimeFilter> filters();

  /// Finds the partners of one worker's left rows.
  ///
  /// @param carried the left rows' matches with right rows that came before; null when all are here
  Operator probe(Operator left, CarriedMatches carried);
}
