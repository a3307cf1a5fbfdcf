package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TestBenchmarkPackChunkStore {
  @Test
  void runsEachOnce() throws IOException {
    var benchmark = new BenchmarkPackChunkStore();
    benchmark.open();
    try {
      byte last = benchmark.find();
      assertThat(benchmark.putNew()).isNotEqualTo(benchmark.putKnown());
      assertThat(benchmark.find()).isEqualTo(last);
    } finally {
      benchmark.close();
    }
  }
}
