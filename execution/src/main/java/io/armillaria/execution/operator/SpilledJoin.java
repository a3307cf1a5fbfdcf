package io.armillaria.execution.operator;

import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpilledRows;

/// A join whose sides lie in files. A part whose rows cannot be parted, because their keys are
/// equal, is joined block by block.
record SpilledJoin(Query query, JoinShape shape) implements PartWork {
  static final int LEFT = 0;
  static final int RIGHT = 1;

  @Override
  public long size(Part part) {
    return part.rows()[RIGHT].rows();
  }

  @Override
  public Operator open(Part part, Reservation memory) {
    SpilledRows left = part.rows()[LEFT];
    SpilledRows right = part.rows()[RIGHT];
    if (!gives(left, right)) {
      return () -> null;
    }
    if (LoadedPart.fits(shape, right, memory)) {
      return new LoadedPart(query, shape, left, right);
    }
    return part.whole() ? new BlockwiseJoin(query, shape, left, right, memory) : null;
  }

  private boolean gives(SpilledRows left, SpilledRows right) {
    return (left.rows() > 0 && (right.rows() > 0 || shape.leftAlone()))
        || (right.rows() > 0 && shape.kind().keepsRight());
  }
}
