package io.armillaria.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestBenchmarkLayout {
  @Test
  void runsEachOnce() {
    var benchmark = new BenchmarkLayout();
    benchmark.load();
    assertThat(benchmark.find()).isNotNegative();
    assertThat(benchmark.replaceOne().liveRows()).isEqualTo(benchmark.rows);
  }
}
