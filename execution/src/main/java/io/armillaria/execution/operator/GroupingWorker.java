package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.Reservation;

/// One worker's part of a [Grouping].
final class GroupingWorker {
  /// Groups are held twice: for the end, when the groups of all workers are merged.
  private static final int COPIES = 2;

  private final Query query;
  private final Grouping grouping;
  private final HashedGroups groups;
  private final Reservation memory;
  private final long least;
  // by side; null while rows go to the groups
  private RowPartitioner[] partitioners;

  GroupingWorker(Query query, Grouping grouping) {
    this.query = query;
    this.grouping = grouping;
    this.groups = grouping.shape().fresh().get();
    this.memory = query.reserve(grouping.shape().holder());
    this.least = query.workspace().leastBytes(query.threads());
  }

  HashedGroups groups() {
    return groups;
  }

  Reservation memory() {
    return memory;
  }

  void add(Batch batch, int side) {
    if (partitioners == null && !fits(batch)) {
      beginFiles();
    }
    if (partitioners == null) {
      groups.add(batch, side);
    } else {
      partitioners[side].add(batch);
    }
  }

  void finish() {
    if (partitioners != null) {
      for (RowPartitioner partitioner : partitioners) {
        partitioner.finish();
      }
    }
  }

  private boolean fits(Batch batch) {
    if (memory.tryHold(COPIES * groups.bytesWith(batch))) {
      return true;
    }
    if (groups.relieve()) {
      memory.shrink(COPIES * groups.bytes());
      if (memory.tryHold(COPIES * groups.bytesWith(batch))) {
        return true;
      }
    }
    if (grouping.shape().partible() && groups.bytes() > least) {
      return false;
    }
    memory.hold(groups.bytesWith(batch));
    return true;
  }

  private void beginFiles() {
    memory.shrink(groups.bytes());
    GroupingShape shape = grouping.shape();
    partitioners = new RowPartitioner[shape.sides()];
    for (int side = 0; side < partitioners.length; side++) {
      partitioners[side] =
          new RowPartitioner(
              query, shape.holder(), shape.types(), shape.keyColumns(), grouping.parts(side), 0);
    }
  }
}
