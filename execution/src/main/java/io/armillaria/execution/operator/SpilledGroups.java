package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpilledRows;
import java.util.List;
import java.util.function.LongSupplier;

/// What a grouping gives that did not fit in memory: of each part the groups that workers kept, and
/// the rows in files.
///
/// @param kept read by several threads, one at a time
record SpilledGroups(Query query, GroupingShape shape, List<HashedGroups> kept)
    implements PartWork {
  /// The groups and what they give.
  private static final int COPIES = 2;

  @Override
  public long size(Part part) {
    long groups = 0;
    for (HashedGroups some : kept) {
      synchronized (some) {
        groups += some.count(part.range());
      }
    }
    for (SpilledRows rows : part.rows()) {
      groups += rows.rows();
    }
    return groups;
  }

  @Override
  public Operator open(Part part, Reservation memory) {
    HashedGroups groups = shape.fresh().get();
    boolean filled = fill(groups, part, memory);
    Operator rows = filled ? new WholeSource(groups.output()) : null;
    groups.close();
    return rows;
  }

  private boolean fill(HashedGroups groups, Part part, Reservation memory) {
    for (HashedGroups some : kept) {
      query.check();
      synchronized (some) {
        long all = Math.max(1, some.count(HashRange.ALL));
        long bytes = some.bytes() / all * some.count(part.range());
        if (!fits(groups, () -> groups.bytes() + bytes, part, memory)) {
          return false;
        }
        groups.merge(some, part.range());
      }
    }
    for (int side = 0; side < part.rows().length; side++) {
      SpilledReader reader = new SpilledReader(query, part.rows()[side]);
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        Batch next = batch;
        if (!fits(groups, () -> groups.bytesWith(next), part, memory)) {
          return false;
        }
        groups.add(batch, side);
      }
    }
    return true;
  }

  /// @param bytes that the groups take when what comes next is there, at most
  private boolean fits(HashedGroups groups, LongSupplier bytes, Part part, Reservation memory) {
    while (!memory.tryHold(COPIES * bytes.getAsLong())) {
      if (!groups.slim() && !(part.whole() && groups.relieve())) {
        if (part.whole()) {
          memory.hold(bytes.getAsLong());
        }
        return part.whole();
      }
      memory.shrink(COPIES * groups.bytes());
    }
    return true;
  }
}
