package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.type.DataType.Layout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestColumnVectors {
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void gathersAndSlices() {
    for (Samples sample : Samples.all(random)) {
      List<Object> values = sample.values(100, 4, random);
      ColumnVector vector = ColumnVectors.of(sample.layout(), values.toArray());
      int[] rows = {99, 0, 17, 17, 50};
      ColumnVector gathered = ColumnVectors.gather(vector, rows);
      ColumnVector sliced = ColumnVectors.slice(vector, 40, 20);
      for (int i = 0; i < rows.length; i++) {
        assertThat(ColumnVectors.same(gathered, i, vector, rows[i])).isTrue();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(ColumnVectors.same(sliced, i, vector, 40 + i)).isTrue();
      }
    }
  }

  @Test
  void ordersLikeItsPhysicalValues() {
    for (Samples sample : Samples.all(random)) {
      List<Object> values = sample.values(100, 4, random);
      ColumnVector vector = ColumnVectors.of(sample.layout(), values.toArray());
      for (int i = 0; i < 100; i++) {
        int other = random.nextInt(100);
        assertThat(Integer.signum(ColumnVectors.compare(vector, i, vector, other)))
            .as("seed %s, %s", seed, sample)
            .isEqualTo(
                Integer.signum(ColumnVectors.compareValues(values.get(i), values.get(other))));
      }
    }
  }

  @Test
  void ordersZerosNanAndNull() {
    ColumnVector vector =
        ColumnVectors.of(Layout.DOUBLE, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NaN, null);
    assertThat(ColumnVectors.same(vector, 0, vector, 1)).isTrue();
    assertThat(ColumnVectors.compare(vector, 2, vector, 3)).isNegative();
    assertThat(ColumnVectors.compare(vector, 3, vector, 4)).isNegative();
    assertThat(ColumnVectors.same(vector, 4, vector, 4)).isTrue();
  }

  @Test
  void repeatsConstants() {
    for (Samples sample : Samples.all(random)) {
      Object value = sample.value().apply(0);
      ColumnVector repeated = ColumnVectors.constant(sample.layout(), value, 5);
      ColumnVector model = ColumnVectors.of(sample.layout(), value, value, value, value, value);
      assertThat(ColumnVectors.same(repeated, model, 5)).isTrue();
      assertThat(ColumnVectors.constant(sample.layout(), null, 5).isNull(4)).isTrue();
    }
  }
}
