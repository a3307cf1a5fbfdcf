package io.armillaria.execution.operator;

import java.util.ArrayList;
import java.util.List;

/// A source and the steps that its batches pass through.
///
/// @param barrier whether no morsel may start before all morsels of the stages before have ended
record Stage(Source source, List<Step> steps, boolean barrier) {
  Stage {
    steps = List.copyOf(steps);
  }

  Stage then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Stage(source, longer, barrier);
  }
}
