package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;

/// Runs a recursive query: its step again and again over the rows that the run before gave, until
/// none is new. The rows of a run and those of all runs go to files where they do not fit in
/// memory; what UNION must know to tell which are new does not.
final class RecursionBuilder {
  private static final String HOLDER = "A recursive query";
  private static final long BYTES_A_VALUE = 24;

  private final Query query;
  private final PhysicalPlan.Recursion plan;
  private final List<DataType> types;
  // the distinct rows so far; null for UNION ALL
  private final GroupTable distinct;
  private final long mostRows;
  private long total;

  RecursionBuilder(Query query, PhysicalPlan.Recursion plan) {
    this.query = query;
    this.plan = plan;
    this.types = plan.types();
    this.distinct = plan.all() ? null : new GroupTable(query, types);
    this.mostRows = Runtime.getRuntime().maxMemory() / 4 / (BYTES_A_VALUE * types.size());
  }

  Pipeline build() {
    PipelineBuilder builder = new PipelineBuilder(query);
    Allotment allotment = new Allotment(query, HOLDER, 1);
    SpilledSide spilled = StoredRows.side(query, allotment, HOLDER, types);
    BuildSink result = new BuildSink(query, spilled);
    Reservation known = query.reserve(HOLDER);
    StoredRows round = fresh(builder.store(plan.seed(), HOLDER), known);
    while (round.source(query).morsels() > 0) {
      query.check();
      append(round.source(query), result);
      query.working().put(plan.working(), round);
      StoredRows next = fresh(builder.store(plan.step(), HOLDER), known);
      round.release().run();
      round = next;
    }
    round.release().run();
    known.close();
    query.working().remove(plan.working());
    StoredRows all = StoredRows.of(query, List.of(result), spilled);
    return Pipeline.of(all.source(query)).releasing(all.release()).releasing(allotment::close);
  }

  private void append(Source source, BuildSink result) {
    Operator reader = new WholeSource(source);
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      result.take(batch, 0);
      total += batch.selected();
    }
    if (total > mostRows) {
      throw new Failure.OutOfMemory(
              "A recursive query gave "
                  + total
                  + " rows and did not come to an end. Does its condition ever end it?")
          .raise();
    }
  }

  /// With UNION the rows that never came before, each once.
  private StoredRows fresh(StoredRows round, Reservation known) {
    if (distinct == null) {
      return round;
    }
    int before = distinct.groups();
    int[] groups = new int[Batch.CAPACITY];
    Operator reader = new WholeSource(round.source(query));
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      known.hold(distinct.bytes() + distinct.growth(batch.columns(), batch));
      distinct.assign(batch.columns(), batch, groups);
    }
    round.release().run();
    int[] added = new int[distinct.groups() - before];
    Arrays.setAll(added, i -> before + i);
    ColumnVector[] keys = distinct.keys();
    ColumnVector[] columns = new ColumnVector[keys.length];
    long bytes = 0;
    for (int i = 0; i < columns.length; i++) {
      GrowingColumn column = GrowingColumn.of(types.get(i).layout());
      column.append(keys[i], added, added.length);
      columns[i] = column.vector();
      bytes += column.bytes();
    }
    RowSet rows = new RowSet(columns, added.length);
    Reservation memory = query.reserve(HOLDER);
    memory.hold(bytes);
    return new StoredRows(some -> new RowSetSource(some, rows, types), memory::close);
  }
}
