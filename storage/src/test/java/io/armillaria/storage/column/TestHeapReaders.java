package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// [ConstantReader] and [VectorReader], which read what is not in a chunk.
final class TestHeapReaders {
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void vectorsReadAsTheirChunksDo() {
    for (Samples sample : Samples.all(random)) {
      List<Object> values = sample.values(500, random.nextInt(3), random);
      ColumnVector vector = ColumnVectors.of(sample.layout(), values.toArray());
      ColumnReader reader = new VectorReader(vector, values.size());
      int from = random.nextInt(500);
      int rows = random.nextInt(501 - from);
      assertThat(TestColumnEncoder.read(reader, sample.layout(), from, rows))
          .as("seed %s, %s", seed, sample)
          .isEqualTo(TestColumnEncoder.model(values.subList(from, from + rows)));
    }
  }

  @Test
  void constantsReadAsTheirChunksDo() {
    for (Samples sample : Samples.all(random)) {
      for (Object value : new Object[] {sample.value().apply(3), null}) {
        List<Object> values = Collections.nCopies(70, value);
        ColumnReader reader = new ConstantReader(value, sample.type(), 70);
        assertThat(TestColumnEncoder.read(reader, sample.layout(), 5, 60))
            .as("seed %s, %s", seed, sample)
            .isEqualTo(TestColumnEncoder.model(values.subList(5, 65)));
        byte[] chunk = TestColumnEncoder.encode(sample.type(), values);
        TestColumnStatistics.assertSame(reader.statistics(), ColumnChunk.statistics(chunk));
      }
    }
  }

  @Test
  void refuseOtherLayouts() {
    ColumnReader constant = new ConstantReader(1L, DataType.Plain.INTEGER, 1);
    ColumnReader vector = new VectorReader(ColumnVectors.of(Layout.DOUBLE, 1.0), 1);
    assertThatThrownBy(() -> constant.readBytes(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A column of layout LONG cannot be read by readBytes.");
    assertThatThrownBy(() -> vector.readLongs(0, 1, new long[1], 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A column of layout DOUBLE cannot be read by readLongs.");
  }
}
