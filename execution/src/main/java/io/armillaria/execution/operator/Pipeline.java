package io.armillaria.execution.operator;

import java.util.ArrayList;
import java.util.List;

/// The part of a plan that runs without holding rows back: stages that follow one another. Morsels
/// are numbered through all stages.
///
/// @param releases to be called when the pipeline has run: they free what its sources and steps
///   hold
record Pipeline(List<Stage> stages, List<Runnable> releases) {
  Pipeline {
    stages = List.copyOf(stages);
    releases = List.copyOf(releases);
  }

  Pipeline(List<Stage> stages) {
    this(stages, List.of());
  }

  static Pipeline of(Source source) {
    return new Pipeline(List.of(new Stage(source, List.of(), false)));
  }

  Pipeline then(Step step) {
    return new Pipeline(stages.stream().map(stage -> stage.then(step)).toList(), releases);
  }

  Pipeline followedBy(Pipeline other) {
    List<Stage> all = new ArrayList<>(stages);
    all.addAll(other.stages);
    return new Pipeline(all, joined(releases, other.releases));
  }

  Pipeline followedBy(Stage stage) {
    return followedBy(new Pipeline(List.of(stage)));
  }

  Pipeline releasing(Runnable release) {
    return new Pipeline(stages, joined(releases, List.of(release)));
  }

  /// Frees what the pipeline holds: it has run.
  void release() {
    releases.forEach(Runnable::run);
  }

  private static List<Runnable> joined(List<Runnable> some, List<Runnable> others) {
    List<Runnable> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
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
