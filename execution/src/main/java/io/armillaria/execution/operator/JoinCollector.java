package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.SpilledRows;
import java.util.List;
import java.util.function.Function;

/// Runs a join: collects the right rows and lets the left ones look for partners. When the right
/// rows do not fit in memory, both sides go to files, parted by their keys.
record JoinCollector(Query query, JoinShape shape) {
  /// @param left makes the left side, where the right one says which rows do not matter
  Pipeline join(Pipeline right, Function<List<RuntimeFilter>, Pipeline> left) {
    Allotment allotment = new Allotment(query, shape.holder(), 1);
    SpilledSide spilled = new SpilledSide(query, allotment, shape.right());
    List<BuildSink> sinks = PipelineRunner.run(query, right, () -> new BuildSink(query, spilled));
    if (spilled.begun()) {
      return onFiles(spilled, sinks, left, allotment);
    }
    allotment.close();
    return inMemory(sinks, left);
  }

  private Pipeline inMemory(List<BuildSink> sinks, Function<List<RuntimeFilter>, Pipeline> left) {
    RowSet right = RowCollector.inOrder(sinks.stream().map(BuildSink::rows).toList(), query::check);
    BuiltSide side = shape.build().apply(right);
    sinks.forEach(BuildSink::settle);
    Pipeline probed =
        left.apply(side.filters())
            .then(input -> side.probe(input, null))
            .releasing(() -> sinks.forEach(sink -> sink.memory().close()));
    return shape.kind().keepsRight()
        ? probed.followedBy(new Stage(shape.marked(query, side), List.of(), true))
        : probed;
  }

  private Pipeline onFiles(
      SpilledSide spilled,
      List<BuildSink> sinks,
      Function<List<RuntimeFilter>, Pipeline> leftSide,
      Allotment allotment) {
    sinks.forEach(BuildSink::spillAll);
    SpilledSide left = new SpilledSide(query, allotment, shape.left());
    PipelineRunner.run(query, leftSide.apply(List.of()), left::partitioner)
        .forEach(RowPartitioner::finish);
    return Pipeline.of(
            new SpilledSource(
                query,
                allotment,
                List.of(shape.left(), shape.right()),
                new SpilledRows[][] {left.parts(), spilled.parts()},
                new SpilledJoin(query, shape)))
        .releasing(left::close)
        .releasing(spilled::close)
        .releasing(allotment::close);
  }
}
