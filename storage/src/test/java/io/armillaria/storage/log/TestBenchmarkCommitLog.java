package io.armillaria.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TestBenchmarkCommitLog {
  @Test
  void runsEachOnce() throws IOException {
    var benchmark = new BenchmarkCommitLog();
    benchmark.open();
    try {
      assertThat(benchmark.append()).extracting(LogPosition::sequence).isEqualTo(1L);
      assertThat(benchmark.bare()).isEqualTo(1);
    } finally {
      benchmark.close();
    }
  }
}
