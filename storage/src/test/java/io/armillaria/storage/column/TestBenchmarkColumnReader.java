package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestBenchmarkColumnReader {
  @ParameterizedTest
  @EnumSource
  void runsEachOnce(BenchmarkColumnReader.Shape shape) throws IOException {
    var benchmark = new BenchmarkColumnReader();
    benchmark.shape = shape;
    benchmark.open();
    try {
      assertThat(benchmark.encode().length).isLessThan(BenchmarkColumnReader.ROWS * 70);
      benchmark.leaf();
      benchmark.row();
    } finally {
      benchmark.close();
    }
  }
}
