package io.armillaria.execution.operator;

import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import java.util.Collections;
import java.util.List;

/// One grouping of rows by several workers, each into its own groups, which are merged at the end.
/// Where they do not fit in memory, the groups stay as they are from some point on, further rows go
/// to files, parted by the hashes of their keys, and the end is done part by part. Safe for many
/// threads.
final class Grouping {
  private final Query query;
  private final Allotment allotment;
  private final GroupingShape shape;
  private SpillFile file;
  // by side, then part
  private SpilledRows[][] parts;

  Grouping(Query query, Allotment allotment, GroupingShape shape) {
    this.query = query;
    this.allotment = allotment;
    this.shape = shape;
  }

  GroupingShape shape() {
    return shape;
  }

  synchronized boolean spilled() {
    return file != null;
  }

  /// The memory of one worker. For groups that cannot be parted it has what is allotted to each.
  Reservation worker() {
    return query.reserve(shape.holder(), shape.partible() ? 0 : allotment.each());
  }

  /// Writes one worker's rows of a side to the parts.
  RowPartitioner partitioner(int side) {
    return new RowPartitioner(query, allotment, shape.use(), parts(side), 0);
  }

  private synchronized SpilledRows[] parts(int side) {
    if (file == null) {
      file = query.workspace().file();
      parts = new SpilledRows[shape.sides()][];
      for (int i = 0; i < parts.length; i++) {
        parts[i] =
            SpilledSide.empty(file, shape.use().types(), 1 << query.workspace().partitionBits());
      }
    }
    return parts[side];
  }

  /// What all workers' groups and the rows in files give together.
  Pipeline output(List<GroupingWorker> workers) {
    workers.forEach(GroupingWorker::finish);
    return spilled() ? onFiles(workers) : inMemory(workers);
  }

  private Pipeline inMemory(List<GroupingWorker> workers) {
    HashedGroups groups = workers.getFirst().groups();
    Reservation memory = workers.getFirst().memory();
    for (GroupingWorker worker : workers.subList(1, workers.size())) {
      query.check();
      groups.merge(worker.groups(), HashRange.ALL);
    }
    Source output = groups.output();
    workers.forEach(worker -> worker.groups().close());
    workers.subList(1, workers.size()).forEach(worker -> worker.memory().close());
    memory.shrink(2 * groups.bytes());
    return Pipeline.of(output).releasing(memory::close);
  }

  private Pipeline onFiles(List<GroupingWorker> workers) {
    List<HashedGroups> kept = workers.stream().map(GroupingWorker::groups).toList();
    return Pipeline.of(
            new SpilledSource(
                query,
                allotment,
                Collections.nCopies(shape.sides(), shape.use()),
                parts,
                new SpilledGroups(query, shape, kept)))
        .releasing(() -> workers.forEach(worker -> worker.memory().close()))
        .releasing(() -> kept.forEach(HashedGroups::close))
        .releasing(file::close);
  }
}
