package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.Frame;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sorts a window's rows into its partitions, and computes its calls for several partitions at
/// once.
record WindowBuilder(Query query) {
  private static final String HOLDER = "A window";
  private static final int MORSEL = 1 << 14;
  private static final int CELL = 12;

  /// A call that is computed partition by partition.
  private record Framed(WindowFunction function, Frame frame, GroupValues results) {}

  Pipeline build(PhysicalPlan.Window plan, Pipeline input) {
    SpilledSide.Use use =
        new SpilledSide.Use(
            HOLDER,
            plan.input().types(),
            Keys.array(plan.partition()),
            bytesARow(plan),
            !plan.partition().isEmpty());
    Allotment allotment = new Allotment(query, HOLDER, 1);
    SpilledSide spilled = new SpilledSide(query, allotment, use);
    List<BuildSink> sinks = PipelineRunner.run(query, input, () -> new BuildSink(query, spilled));
    if (spilled.begun()) {
      sinks.forEach(BuildSink::spillAll);
      return Pipeline.of(
              new SpilledSource(
                  query,
                  allotment,
                  List.of(use),
                  new SpilledRows[][] {spilled.parts()},
                  new SpilledWindow(query, plan, use)))
          .releasing(spilled::close)
          .releasing(allotment::close);
    }
    allotment.close();
    RowSet rows = RowCollector.inOrder(sinks.stream().map(BuildSink::rows).toList(), query::check);
    RowSet computed = compute(plan, rows);
    return Pipeline.of(new RowSetSource(query, computed, plan.types()))
        .releasing(() -> sinks.forEach(sink -> sink.memory().close()));
  }

  /// The sort, the rows once more in that order, and what the calls give.
  private static int bytesARow(PhysicalPlan.Window plan) {
    return IndexSort.BYTES_A_ROW
        + (2 * plan.input().types().size() + 2 * plan.calls().size()) * CELL;
  }

  /// All rows of some partitions, with what the calls give.
  RowSet compute(PhysicalPlan.Window plan, RowSet input) {
    WindowRows rows = WindowRows.of(query, plan, input);
    List<DataType> inputs = plan.input().types();
    int width = inputs.size();
    ColumnVector[] columns = new ColumnVector[width + plan.calls().size()];
    System.arraycopy(rows.columns(), 0, columns, 0, width);
    List<Framed> framed = new ArrayList<>();
    Map<Integer, GroupValues> results = new HashMap<>();
    for (int i = 0; i < plan.calls().size(); i++) {
      WindowCall call = plan.calls().get(i);
      if (call.function() instanceof WindowCall.Aggregate aggregate && isWhole(call, plan)) {
        columns[width + i] = new PartitionAggregate(query, rows, inputs).column(aggregate, call);
      } else {
        GroupValues values = new GroupValues(call.type().layout());
        values.reserve(rows.rows());
        framed.add(new Framed(WindowFunctions.of(query, call, inputs), call.frame(), values));
        results.put(width + i, values);
      }
    }
    compute(rows, framed);
    results.forEach((column, values) -> columns[column] = values.vector(rows.rows()));
    return new RowSet(columns, rows.rows());
  }

  /// Without an order all rows are peers.
  private static boolean isWhole(WindowCall call, PhysicalPlan.Window plan) {
    Frame frame = call.frame();
    boolean peers =
        plan.order().isEmpty()
            && !frame.rows()
            && frame.exclusion() == Frame.Exclusion.NOTHING
            && !(frame.start() instanceof Frame.Value)
            && !(frame.end() instanceof Frame.Value);
    return frame.isWhole() || peers;
  }

  private void compute(WindowRows rows, List<Framed> framed) {
    if (framed.isEmpty()) {
      return;
    }
    int[] firsts = morsels(rows);
    Team.forEach(
        query.threads(),
        firsts.length - 1,
        morsel -> {
          for (int number = firsts[morsel]; number < firsts[morsel + 1]; number++) {
            query.check();
            WindowPartition partition = new WindowPartition(query, rows, number);
            Map<Frame, RowFrames> frames = new HashMap<>();
            for (Framed each : framed) {
              query.check();
              each.function.compute(
                  partition,
                  frames.computeIfAbsent(
                      each.frame, frame -> new RowFrames(query, partition, frame)),
                  each.results);
            }
          }
        });
  }

  /// The first partition of each morsel, and the number of partitions.
  private static int[] morsels(WindowRows rows) {
    List<Integer> firsts = new ArrayList<>();
    int size = MORSEL;
    for (int partition = 0; partition < rows.partitions(); partition++) {
      if (size >= MORSEL) {
        firsts.add(partition);
        size = 0;
      }
      size += rows.starts()[partition + 1] - rows.starts()[partition];
    }
    firsts.add(rows.partitions());
    return Keys.array(firsts);
  }
}
