package io.armillaria.execution.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class DistinctSketchTest {
  @Test
  void isRightAboutFewValues() {
    DistinctSketch sketch = new DistinctSketch();
    for (int i = 0; i < 10_000; i++) {
      sketch.add(Hashes.mix(i % 256));
    }
    assertThat(sketch.estimate()).isEqualTo(256);
  }

  @Test
  void estimatesManyValues() {
    for (int count : new int[] {300, 1_000, 5_000, 20_000, 100_000, 1_000_000}) {
      DistinctSketch sketch = sketch(0, count);
      assertThat(sketch.estimate()).isCloseTo(count, withPercentage(6));
    }
  }

  @Test
  void addsUp() {
    for (int count : new int[] {100, 300, 50_000}) {
      DistinctSketch sum = sketch(0, count);
      sum.add(sketch(count / 2, count));
      assertThat(sum.estimate()).isEqualTo(sketch(0, count + count / 2).estimate());
    }
  }

  private static DistinctSketch sketch(int from, int count) {
    DistinctSketch sketch = new DistinctSketch();
    for (int i = from; i < from + count; i++) {
      sketch.add(Hashes.mix(i));
    }
    return sketch;
  }
}
