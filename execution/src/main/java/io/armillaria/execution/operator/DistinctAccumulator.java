package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Keeps the distinct argument values of each group, and gives them to a plain accumulator at the
/// end. What does not fit in memory lies in files, parted by the hashes of group and values, where
/// a pair may lie several times.
final class DistinctAccumulator implements Accumulator {
  private static final String HOLDER = "A DISTINCT aggregate";
  // a table that grows takes several times what it has
  private static final int LEAST = 8;

  private final Query query;
  private final Allotment allotment;
  private final Supplier<Accumulator> plain;
  private final List<DataType> types;
  private final SpilledSide.Use use;
  // keys: the group, then the arguments
  private GroupTable table;
  // null while all are in the table
  private SpilledRows[] parts;
  private SpillFile file;
  private final long[] groupKeys = new long[Batch.CAPACITY];
  private final int[] entries = new int[Batch.CAPACITY];

  DistinctAccumulator(
      Query query, Allotment allotment, Supplier<Accumulator> plain, List<DataType> argumentTypes) {
    this.query = query;
    this.allotment = allotment;
    this.plain = plain;
    this.types = new ArrayList<>();
    types.add(Plain.BIGINT);
    types.addAll(argumentTypes);
    int[] all = IntStream.range(0, types.size()).toArray();
    this.use = new SpilledSide.Use(HOLDER, types, all, 0, true);
    this.table = new GroupTable(query, types);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      groupKeys[i] = groups[i];
    }
    ColumnVector[] keys = new ColumnVector[types.size()];
    keys[0] = new LongVector(groupKeys, null);
    System.arraycopy(arguments, 0, keys, 1, arguments.length);
    table.assign(keys, batch, entries);
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    DistinctAccumulator from = (DistinctAccumulator) other;
    forEachBatch(
        from.table,
        batch -> {
          Batch taken = translated(batch, target);
          table.assign(taken.columns(), taken, entries);
        });
    if (from.parts != null) {
      write(
          partitioner -> {
            for (SpilledRows part : from.parts) {
              forEachPage(part, batch -> partitioner.add(translated(batch, target)));
            }
          });
    }
  }

  @Override
  public long bytes(int groups) {
    return table.bytes();
  }

  @Override
  public boolean relieve() {
    if (table.bytes() < allotment.each() / LEAST) {
      return false;
    }
    moveToFiles();
    return true;
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    Accumulator accumulator = plain.get();
    if (parts == null) {
      forEachBatch(table, batch -> give(batch, accumulator, count));
    } else {
      moveToFiles();
      for (SpilledRows part : parts) {
        giveDistinct(part, 1, accumulator, count);
      }
    }
    return accumulator.result(call, count);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private void moveToFiles() {
    write(partitioner -> forEachBatch(table, partitioner::add));
    table = new GroupTable(query, types);
  }

  /// Gives each pair of a part once; a part that does not fit in memory is parted again.
  private void giveDistinct(SpilledRows part, int level, Accumulator accumulator, int count) {
    int bits = query.workspace().partitionBits();
    GroupTable distinct = new GroupTable(query, types);
    try (Reservation memory = query.reserve(HOLDER, allotment.each())) {
      SpilledReader reader = new SpilledReader(query, part);
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        long wanted = distinct.bytes() + distinct.growth(batch.columns(), batch);
        if (level >= HashRange.levels(bits)) {
          memory.hold(wanted);
        } else if (!memory.tryHold(wanted)) {
          distinct = null;
          break;
        }
        distinct.assign(batch.columns(), batch, entries);
      }
      if (distinct != null) {
        forEachBatch(distinct, batch -> give(batch, accumulator, count));
        return;
      }
    }
    try (SpillFile source = query.workspace().file()) {
      SpilledRows[] finer = emptyParts(source);
      RowPartitioner partitioner = new RowPartitioner(query, allotment, use, finer, level);
      forEachPage(part, partitioner::add);
      partitioner.finish();
      for (SpilledRows some : finer) {
        giveDistinct(some, level + 1, accumulator, count);
      }
    }
  }

  private void give(Batch batch, Accumulator accumulator, int count) {
    int[] groups = new int[Batch.CAPACITY];
    long[] numbers = ((LongVector) batch.columns()[0]).values();
    for (int i = 0; i < batch.rows(); i++) {
      groups[i] = (int) numbers[i];
    }
    ColumnVector[] arguments = Arrays.copyOfRange(batch.columns(), 1, types.size());
    accumulator.add(new Batch(arguments, batch.rows()), arguments, groups, count);
  }

  /// The pairs of a batch whose groups are taken, with their numbers here.
  private Batch translated(Batch batch, int[] target) {
    long[] numbers = ((LongVector) batch.columns()[0]).values();
    int[] taken = new int[Batch.CAPACITY];
    int count = 0;
    for (int i = 0; i < batch.rows(); i++) {
      int group = target[(int) numbers[i]];
      groupKeys[i] = group;
      taken[count] = i;
      count += group >= 0 ? 1 : 0;
    }
    ColumnVector[] columns = batch.columns().clone();
    columns[0] = new LongVector(groupKeys, null);
    return new Batch(columns, batch.rows()).select(taken, count);
  }

  private void write(Consumer<RowPartitioner> work) {
    if (parts == null) {
      file = query.workspace().file();
      parts = emptyParts(file);
    }
    RowPartitioner partitioner = new RowPartitioner(query, allotment, use, parts, 0);
    work.accept(partitioner);
    partitioner.finish();
  }

  private SpilledRows[] emptyParts(SpillFile target) {
    return SpilledSide.empty(target, types, 1 << query.workspace().partitionBits());
  }

  private void forEachPage(SpilledRows rows, Consumer<Batch> consumer) {
    SpilledReader reader = new SpilledReader(query, rows);
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      consumer.accept(batch);
    }
  }

  /// The pairs of a table: the groups, then the arguments.
  private void forEachBatch(GroupTable pairs, Consumer<Batch> consumer) {
    WholeSource source =
        new WholeSource(new RowSetSource(query, new RowSet(pairs.keys(), pairs.groups()), types));
    for (Batch batch = source.next(); batch != null; batch = source.next()) {
      consumer.accept(batch);
    }
  }
}
