package io.armillaria.execution.operator;

import java.util.List;

/// One worker's operators: a chain for each stage of a pipeline, made when the worker first meets
/// the stage.
final class Chains {
  private final List<Stage> stages;
  private final Source.Reader[] readers;
  private final Operator[] ends;

  Chains(Pipeline pipeline) {
    stages = pipeline.stages();
    readers = new Source.Reader[stages.size()];
    ends = new Operator[stages.size()];
  }

  /// The operator that gives the batches of `morsel`.
  Operator start(int morsel) {
    int stage = 0;
    int local = morsel;
    while (local >= stages.get(stage).source().morsels()) {
      local -= stages.get(stage).source().morsels();
      stage++;
    }
    if (ends[stage] == null) {
      readers[stage] = stages.get(stage).source().reader();
      ends[stage] = readers[stage];
      for (Step step : stages.get(stage).steps()) {
        ends[stage] = step.create(ends[stage]);
      }
    }
    readers[stage].start(local);
    return ends[stage];
  }
}
