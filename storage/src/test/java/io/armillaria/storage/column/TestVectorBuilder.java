package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.type.DataType.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestVectorBuilder {
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void collectsWhatIsAppendedInAnyWay() {
    for (Samples sample : Samples.all(random)) {
      VectorBuilder builder = VectorBuilder.of(sample.layout(), 3);
      List<Object> values = sample.values(200, 3, random);
      ColumnVector source = ColumnVectors.of(sample.layout(), values.toArray());
      for (int batch = 0; batch < 2; batch++) {
        List<Object> wanted = append(builder, source, values);
        assertThat(builder.rows()).isEqualTo(wanted.size());
        ColumnVector built = builder.build();
        ColumnVector model = ColumnVectors.of(sample.layout(), wanted.toArray());
        assertThat(ColumnVectors.same(built, model, wanted.size()))
            .as("seed %s, %s", seed, sample)
            .isTrue();
        assertThat(builder.rows()).isZero();
      }
    }
  }

  @Test
  void hasNoFlagsWithoutNulls() {
    assertThat(ColumnVectors.of(Layout.LONG, 1L, 2L).nulls()).isNull();
    assertThat(ColumnVectors.of(Layout.LONG, 1L, null).isNull(1)).isTrue();
  }

  private List<Object> append(VectorBuilder builder, ColumnVector source, List<Object> values) {
    List<Object> wanted = new ArrayList<>();
    while (wanted.size() < 300) {
      int row = random.nextInt(values.size());
      switch (random.nextInt(4)) {
        case 0 -> {
          builder.appendNull();
          wanted.add(null);
        }
        case 1 -> {
          builder.appendDefault(values.get(row));
          wanted.add(values.get(row));
        }
        case 2 -> {
          builder.appendFrom(source, row);
          wanted.add(values.get(row));
        }
        default -> {
          int rows = random.nextInt(values.size() - row);
          builder.appendRange(source, row, rows);
          wanted.addAll(values.subList(row, row + rows));
        }
      }
    }
    return wanted;
  }
}
