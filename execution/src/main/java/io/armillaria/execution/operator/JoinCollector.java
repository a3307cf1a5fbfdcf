package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import java.util.List;
import java.util.function.Function;

/// Runs a join: collects the right rows and lets the left ones look for partners. When the right
/// rows do not fit in memory, both sides go to files, parted by their keys.
record JoinCollector(Query query, JoinShape shape) {
  /// @param left makes the left side, where the right one says which rows do not matter
  Pipeline join(Pipeline right, Function<List<RuntimeFilter>, Pipeline> left) {
    SpilledSide spilled = new SpilledSide(query, shape.right());
    List<BuildSink> sinks = PipelineRunner.run(query, right, () -> new BuildSink(query, spilled));
    return spilled.begun() ? onFiles(spilled, sinks, left) : inMemory(sinks, left);
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
      Function<List<RuntimeFilter>, Pipeline> leftSide) {
    sinks.forEach(BuildSink::spillAll);
    SpilledSide left = new SpilledSide(query, shape.left());
    PipelineRunner.run(query, leftSide.apply(List.of()), left::partitioner)
        .forEach(RowPartitioner::finish);
    return Pipeline.of(new SpilledJoinSource(query, shape, left.parts(), spilled.parts()))
        .releasing(left::close)
        .releasing(spilled::close);
  }
}
