package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
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
/// none is new.
final class RecursionBuilder {
  private static final String HOLDER = "A recursive query";
  private static final long BYTES_A_VALUE = 24;

  private final Query query;
  private final PhysicalPlan.Recursion plan;
  private final List<DataType> types;
  private final GrowingColumn[] result;
  // the distinct rows so far; null for UNION ALL
  private final GroupTable distinct;
  private final long mostRows;

  RecursionBuilder(Query query, PhysicalPlan.Recursion plan) {
    this.query = query;
    this.plan = plan;
    this.types = plan.types();
    this.result =
        types.stream().map(type -> GrowingColumn.of(type.layout())).toArray(GrowingColumn[]::new);
    this.distinct = plan.all() ? null : new GroupTable(query, types);
    this.mostRows = Runtime.getRuntime().maxMemory() / 4 / (BYTES_A_VALUE * types.size());
  }

  Pipeline build() {
    PipelineBuilder builder = new PipelineBuilder(query);
    Reservation memory = query.reserve(HOLDER);
    Reservation round = query.reserve(HOLDER);
    RowSet rows = fresh(builder.collect(plan.seed(), round));
    while (rows.rows() > 0) {
      query.check();
      append(rows);
      query.working().put(plan.working(), rows);
      memory.hold(bytes());
      Reservation next = query.reserve(HOLDER);
      rows = fresh(builder.collect(plan.step(), next));
      round.close();
      round = next;
    }
    round.close();
    query.working().remove(plan.working());
    ColumnVector[] columns =
        Arrays.stream(result).map(GrowingColumn::vector).toArray(ColumnVector[]::new);
    return Pipeline.of(new RowSetSource(query, new RowSet(columns, result[0].rows()), types))
        .releasing(memory::close);
  }

  private long bytes() {
    long bytes = distinct == null ? 0 : distinct.bytes();
    for (GrowingColumn column : result) {
      bytes += column.bytes();
    }
    return bytes;
  }

  private void append(RowSet rows) {
    for (int i = 0; i < result.length; i++) {
      result[i].append(rows.columns()[i], null, rows.rows());
    }
    if (result[0].rows() > mostRows) {
      throw new Failure.OutOfMemory(
              "A recursive query gave "
                  + result[0].rows()
                  + " rows and did not come to an end. Does its condition ever end it?")
          .raise();
    }
  }

  /// With UNION the rows that never came before, each once.
  private RowSet fresh(RowSet rows) {
    if (distinct == null) {
      return rows;
    }
    int known = distinct.groups();
    ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    int[] groups = new int[Batch.CAPACITY];
    for (int from = 0; from < rows.rows(); from += Batch.CAPACITY) {
      query.check(from);
      int count = Math.min(Batch.CAPACITY, rows.rows() - from);
      ColumnVector[] slices = new ColumnVector[types.size()];
      for (int i = 0; i < slices.length; i++) {
        slices[i] = gatherers[i].slice(rows.columns()[i], from, count);
      }
      distinct.assign(slices, new Batch(slices, count), groups);
    }
    int[] added = new int[distinct.groups() - known];
    Arrays.setAll(added, i -> known + i);
    ColumnVector[] keys = distinct.keys();
    ColumnVector[] columns = new ColumnVector[keys.length];
    for (int i = 0; i < columns.length; i++) {
      GrowingColumn column = GrowingColumn.of(types.get(i).layout());
      column.append(keys[i], added, added.length);
      columns[i] = column.vector();
    }
    return new RowSet(columns, added.length);
  }
}
