package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpilledRows;

/// Joins a part whose right rows fit in memory: the left ones stream by, and then come the right
/// ones that found no partner, where the join wants them.
final class LoadedPart implements Operator {
  /// Texts grow by doubling.
  private static final int SLACK = 2;

  private final JoinShape shape;
  private final Query query;
  private final BuiltSide side;
  private Operator rows;
  private boolean probing = true;

  LoadedPart(Query query, JoinShape shape, SpilledRows left, SpilledRows right) {
    this.query = query;
    this.shape = shape;
    this.side = shape.build().apply(SpilledReader.all(query, right, shape.rightTypes()));
    this.rows = side.probe(new SpilledReader(query, left), null);
  }

  /// Whether the right rows may be held in memory; then they are accounted for.
  static boolean fits(JoinShape shape, SpilledRows right, Reservation memory) {
    return right.rows() < Integer.MAX_VALUE / 2
        && memory.tryHold(SLACK * right.bytes() + shape.bytesARow() * right.rows());
  }

  @Override
  public Batch next() {
    Batch batch = rows.next();
    if (batch == null && probing && shape.kind().keepsRight()) {
      probing = false;
      rows = new WholeSource(shape.marked(query, side));
      batch = rows.next();
    }
    return batch;
  }
}
