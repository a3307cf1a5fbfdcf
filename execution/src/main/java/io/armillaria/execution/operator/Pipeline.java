package io.armillaria.execution.operator;

import java.util.ArrayList;
import java.util.List;

/// The part of a plan that runs without holding rows back: stages that follow one another. Morsels
/// are numbered through all stages.
record Pipeline(List<Stage> stages) {
  Pipeline {
    stages = List.copyOf(stages);
  }

  static Pipeline of(Source source) {
    return new Pipeline(List.of(new Stage(source, List.of(), false)));
  }

  Pipeline then(Step step) {
    return new Pipeline(stages.stream().map(stage -> stage.then(step)).toList());
  }

  Pipeline followedBy(Pipeline other) {
    List<Stage> all = new ArrayList<>(stages);
    all.addAll(other.stages);
    return new Pipeline(all);
  }

  Pipeline followedBy(Stage stage) {
    return followedBy(new Pipeline(List.of(stage)));
  }

  int morsels() {
    return stages.stream().mapToInt(stage -> stage.source().morsels()).sum();
  }

  /// How many morsels must have ended before `morsel` may start.
  int prerequisites(int morsel) {
    int first = 0;
    int needed = 0;
    for (Stage stage : stages) {
      needed = stage.barrier() ? first : needed;
      first += stage.source().morsels();
      if (morsel < first) {
        return needed;
      }
    }
    throw new IndexOutOfBoundsException(morsel);
  }
}
