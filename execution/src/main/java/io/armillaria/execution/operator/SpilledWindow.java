package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.PhysicalPlan;

/// A window whose rows lie in files, parted by the hashes of its partitions' columns.
record SpilledWindow(Query query, PhysicalPlan.Window plan, SpilledSide.Use use)
    implements PartWork {
  /// Texts grow by doubling.
  private static final int SLACK = 2;

  @Override
  public long size(Part part) {
    return part.rows()[0].rows();
  }

  @Override
  public Operator open(Part part, Reservation memory) {
    SpilledRows rows = part.rows()[0];
    long bytes = SLACK * rows.bytes() + use.bytesARow() * rows.rows();
    if (part.whole()) {
      memory.hold(bytes);
    } else if (rows.rows() > Integer.MAX_VALUE / 2 || !memory.tryHold(bytes)) {
      return null;
    }
    RowSet computed =
        new WindowBuilder(query).compute(plan, SpilledReader.all(query, rows, use.types()));
    return new WholeSource(new RowSetSource(query, computed, plan.types()));
  }
}
