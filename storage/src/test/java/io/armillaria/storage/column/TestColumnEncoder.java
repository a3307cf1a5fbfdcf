package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestColumnEncoder {
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void givesBackEveryValueOfEveryShape() {
    for (Samples sample : Samples.all(random)) {
      for (int rows : Samples.SIZES) {
        for (int nullEvery : rows > 1000 ? new int[] {0, 10} : new int[] {0, 1, 2, 10, 1000}) {
          List<Object> values = sample.values(rows, nullEvery, random);
          ColumnReader reader = open(encode(sample.type(), values));
          String what = "seed " + seed + ", " + sample + ", " + rows + " rows, " + nullEvery;
          assertThat(read(reader, sample.layout(), 0, rows)).as(what).isEqualTo(model(values));
        }
      }
    }
  }

  @Test
  void readsAnyRange() {
    for (Samples sample : Samples.all(random)) {
      List<Object> values = sample.values(5000, random.nextInt(2) * 7, random);
      ColumnReader reader = open(encode(sample.type(), values));
      for (int i = 0; i < 40; i++) {
        int from = random.nextInt(values.size() + 1);
        int rows = random.nextInt(i < 20 ? 3 : 5000) % (values.size() - from + 1);
        assertThat(read(reader, sample.layout(), from, rows))
            .as("seed %s, %s, from %s, rows %s", seed, sample, from, rows)
            .isEqualTo(model(values.subList(from, from + rows)));
      }
    }
  }

  @Test
  void dependsOnTheValuesOnly() {
    for (Samples sample : Samples.all(random)) {
      List<Object> values = sample.values(777, 5, random);
      byte[] plain = encode(sample.type(), values);
      ColumnVector disguised = disguised(sample.layout(), values);
      assertThat(ColumnEncoder.encode(sample.type(), disguised, 3, values.size()))
          .as("seed %s, %s", seed, sample)
          .isEqualTo(plain);
    }
  }

  @Test
  void startsAtTheRowAskedFor() {
    ColumnVector vector = ColumnVectors.of(Layout.LONG, 5L, 6L, null, 8L);
    byte[] chunk = ColumnEncoder.encode(DataType.Plain.INTEGER, vector, 1, 2);
    assertThat(read(open(chunk), Layout.LONG, 0, 2)).isEqualTo(Arrays.asList(6L, null));
  }

  @Test
  void refusesAnotherLayout() {
    ColumnVector vector = ColumnVectors.of(Layout.LONG, 5L);
    assertThatThrownBy(() -> ColumnEncoder.encode(DataType.Plain.DOUBLE, vector, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Values of DOUBLE have layout DOUBLE, not LONG");
  }

  static byte[] encode(DataType type, List<Object> values) {
    ColumnVector vector = ColumnVectors.of(type.layout(), values.toArray());
    return ColumnEncoder.encode(type, vector, 0, values.size());
  }

  static ColumnReader open(byte[] chunk) {
    return ColumnChunk.open(MemorySegment.ofArray(chunk));
  }

  /// The values as the reader gives them, into arrays with other contents around; checks that NULL
  /// rows read as 0 and that nothing around is touched.
  static List<Object> read(ColumnReader reader, Layout layout, int from, int rows) {
    ColumnVector vector = ReadBack.read(reader, layout, from, rows);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      values.add(comparable(ColumnVectors.value(vector, i)));
    }
    return values;
  }

  static List<Object> model(List<Object> values) {
    List<Object> comparable = new ArrayList<>();
    values.forEach(value -> comparable.add(comparable(value)));
    return comparable;
  }

  private static Object comparable(Object value) {
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  /// The values from row 3 on, with garbage before them, at NULL rows, and in the arrangement of
  /// their bytes.
  private ColumnVector disguised(Layout layout, List<Object> values) {
    int rows = values.size() + 3;
    boolean[] nulls = new boolean[rows];
    for (int i = 3; i < rows; i++) {
      nulls[i] = values.get(i - 3) == null;
    }
    List<Object> garbled = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      garbled.add(i < 3 || nulls[i] ? garbage(layout) : values.get(i - 3));
    }
    ColumnVector vector = ColumnVectors.of(layout, garbled.toArray());
    return switch (vector) {
      case LongVector v -> new LongVector(v.values(), nulls);
      case DoubleVector v -> new DoubleVector(v.values(), nulls);
      case Int128Vector v -> new Int128Vector(v.high(), v.low(), nulls);
      case BytesVector _ -> backwards(garbled, nulls);
    };
  }

  private static BytesVector backwards(List<Object> values, boolean[] nulls) {
    int[] starts = new int[values.size()];
    int[] lengths = new int[values.size()];
    BytesVectorBuilder data = new BytesVectorBuilder(8);
    for (int i = values.size() - 1; i >= 0; i--) {
      byte[] bytes = (byte[]) values.get(i);
      starts[i] = data.size();
      lengths[i] = bytes.length;
      data.append(bytes, 0, bytes.length);
      data.append("gap");
    }
    return new BytesVector(data.build().data(), starts, lengths, nulls);
  }

  private Object garbage(Layout layout) {
    return switch (layout) {
      case LONG -> random.nextLong();
      case DOUBLE -> random.nextDouble();
      case INT128 -> new BigInteger(120, random);
      case BYTES -> new byte[random.nextInt(50)];
    };
  }
}
