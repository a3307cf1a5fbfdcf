package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.function.Function;

/// What a join that goes to files must know of it.
///
/// @param holder for messages
/// @param leftKeys columns by whose hashes both sides may be parted; none if they may not
/// @param build makes right rows ready
/// @param bytesARow what that takes beside the rows
record JoinShape(
    String holder,
    JoinKind kind,
    List<DataType> leftTypes,
    List<DataType> rightTypes,
    int[] leftKeys,
    int[] rightKeys,
    Function<RowSet, BuiltSide> build,
    int bytesARow) {
  /// The right rows that are given when all left rows have been seen.
  Source marked(Query query, BuiltSide side) {
    return MarkedSource.of(query, kind, side.rows(), side.matched(), leftTypes, rightTypes);
  }

  SpilledSide.Use left() {
    return new SpilledSide.Use(holder, leftTypes, leftKeys, 0, true);
  }

  SpilledSide.Use right() {
    return new SpilledSide.Use(holder, rightTypes, rightKeys, bytesARow, true);
  }

  boolean partible() {
    return leftKeys.length > 0;
  }

  /// Whether left rows give something where there are no right rows.
  boolean leftAlone() {
    return switch (kind) {
      case LEFT, FULL, ANTI, NULL_AWARE_ANTI, LEFT_SINGLE -> true;
      case INNER, RIGHT, SEMI, RIGHT_SEMI, RIGHT_ANTI -> false;
    };
  }
}
