package io.armillaria.execution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarkPlansTest {
  @Test
  void runsEachPlanOnceWithTheSameResultsInOneThreadAndTwo() {
    BenchmarkPlans one = benchmark(1);
    BenchmarkPlans two = benchmark(2);
    assertThat(one.q1()).hasSize(6).containsExactlyInAnyOrderElementsOf(two.q1());
    assertThat(one.q6()).hasSize(1).isEqualTo(two.q6());
    assertThat(one.join()).hasSize(1).isEqualTo(two.join());
  }

  private static BenchmarkPlans benchmark(int threads) {
    BenchmarkPlans benchmark = new BenchmarkPlans();
    benchmark.threads = threads;
    benchmark.rows = 150_000;
    benchmark.generate();
    return benchmark;
  }
}
