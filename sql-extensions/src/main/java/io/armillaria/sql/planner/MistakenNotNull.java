package io.armillaria.sql.planner;

import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.util.ImmutableBitSet;

/// Knows which columns Calcite's older decorrelation takes for NOT NULL although they may be NULL:
/// it believes that the condition of an outer join holds for the rows that the join keeps without
/// it. A subquery correlated by such a column would be joined by `=`, and lose those rows.
final class MistakenNotNull {
  private MistakenNotNull() {}

  /// Whether a subquery correlates by such a column.
  static boolean isIn(RelNode node) {
    return (node instanceof Correlate correlate
            && correlate.getRequiredColumns().stream()
                .anyMatch(column -> isMistaken(correlate.getLeft(), column)))
        || node.getInputs().stream().anyMatch(MistakenNotNull::isIn);
  }

  private static boolean isMistaken(RelNode node, int column) {
    if (!node.getRowType().getFieldList().get(column).getType().isNullable()) {
      return false;
    }
    return switch (node) {
      case Project project ->
          project.getProjects().get(column) instanceof RexInputRef reference
              && isMistaken(project.getInput(), reference.getIndex());
      case Filter filter ->
          !Strong.isNotTrue(filter.getCondition(), ImmutableBitSet.of(column))
              && isMistaken(filter.getInput(), column);
      case Aggregate aggregate ->
          column < aggregate.getGroupCount()
              && isMistaken(aggregate.getInput(), aggregate.getGroupSet().nth(column));
      case Join join -> {
        boolean strong = Strong.isNotTrue(join.getCondition(), ImmutableBitSet.of(column));
        yield isMistaken(join.getLeft(), join.getRight(), join.getJoinType(), strong, column);
      }
      // it becomes a join by these columns
      case Correlate correlate ->
          isMistaken(
              correlate.getLeft(),
              correlate.getRight(),
              correlate.getJoinType(),
              correlate.getRequiredColumns().get(column),
              column);
      default -> false;
    };
  }

  /// @param strong whether the join's condition does not hold where the column is NULL
  private static boolean isMistaken(
      RelNode left, RelNode right, JoinRelType type, boolean strong, int column) {
    int first = left.getRowType().getFieldCount();
    boolean ofLeft = column < first;
    if (ofLeft ? type.generatesNullsOnLeft() : type.generatesNullsOnRight()) {
      return false;
    }
    if (strong) {
      return type.isOuterJoin();
    }
    return ofLeft ? isMistaken(left, column) : isMistaken(right, column - first);
  }
}
