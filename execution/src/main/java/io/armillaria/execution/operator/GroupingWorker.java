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
  // by side; null while rows go to the groups
  private RowPartitioner[] partitioners;

  GroupingWorker(Query query, Grouping grouping) {
    this.query = query;
    this.grouping = grouping;
    this.groups = grouping.shape().fresh().get();
    this.memory = grouping.worker();
  }

  HashedGroups groups() {
    return groups;
  }

  Reservation memory() {
    return memory;
  }

  void add(Batch batch, int side) {
    if (partitioners == null && !fits(batch)) {
      if (!grouping.shape().partible()) {
        addInPieces(batch, side);
        return;
      }
      beginFiles();
    }
    if (partitioners == null) {
      groups.add(batch, side);
    } else {
      partitioners[side].add(batch);
    }
  }

  private void addInPieces(Batch batch, int side) {
    if (batch.selected() == 1) {
      memory.hold(groups.bytesWith(batch));
      groups.add(batch, side);
      return;
    }
    int half = batch.selected() / 2;
    add(batch.part(0, half), side);
    add(batch.part(half, batch.selected()), side);
  }

  void finish() {
    if (partitioners != null) {
      for (RowPartitioner partitioner : partitioners) {
        partitioner.finish();
      }
    }
  }

  private boolean fits(Batch batch) {
    while (!memory.tryHold(COPIES * groups.bytesWith(batch))) {
      if (!groups.slim() && (grouping.shape().partible() || !groups.relieve())) {
        return false;
      }
      memory.shrink(COPIES * groups.bytes());
    }
    return true;
  }

  private void beginFiles() {
    // whoever reads a part has a number for each of the groups
    long numbers = (long) query.threads() * Integer.BYTES * groups.count(HashRange.ALL);
    memory.shrink(groups.bytes() + numbers);
    partitioners = new RowPartitioner[grouping.shape().sides()];
    for (int side = 0; side < partitioners.length; side++) {
      partitioners[side] = grouping.partitioner(side);
    }
  }
}
