package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import java.util.List;

/// The right rows of a hash join in their table.
record HashSide(
    Query query,
    PhysicalPlan.HashJoin join,
    boolean[] nullSafe,
    boolean[] wanted,
    JoinTable table,
    int[] loose)
    implements BuiltSide {
  static HashSide of(
      Query query, PhysicalPlan.HashJoin join, boolean[] nullSafe, boolean[] wanted, RowSet right) {
    JoinTable table =
        new JoinTable(query, right, Keys.array(join.rightKeys()), nullSafe, join.kind());
    int[] loose =
        join.kind() == JoinKind.NULL_AWARE_ANTI ? table.rowsWithNull(query, nullSafe) : new int[0];
    return new HashSide(query, join, nullSafe, wanted, table, loose);
  }

  @Override
  public RowSet rows() {
    return table.rows();
  }

  @Override
  public boolean[] matched() {
    return table.matched();
  }

  @Override
  public List<RuntimeFilter> filters() {
    return RuntimeFilter.of(query, join, table);
  }

  @Override
  public Operator probe(Operator left, CarriedMatches carried) {
    return join.kind() == JoinKind.NULL_AWARE_ANTI
        ? new NullAwareProbe(query, left, table, loose, join, nullSafe, carried)
        : new HashProbe(query, left, table, join, nullSafe, wanted, carried);
  }
}
