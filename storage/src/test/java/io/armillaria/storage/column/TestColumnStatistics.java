package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TestColumnStatistics {
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void boundsCountsAndOrderAreThoseOfTheValues() {
    for (Samples sample : Samples.all(random)) {
      for (int rows : new int[] {0, 1, 1000, 10_000}) {
        for (int nullEvery : rows == 10_000 ? new int[] {50} : new int[] {0, 1, 10}) {
          List<Object> values = sample.values(rows, nullEvery, random);
          byte[] chunk = TestColumnEncoder.encode(sample.type(), values);
          String what = "seed " + seed + ", " + sample + ", " + rows + " rows, " + nullEvery;
          check(what, ColumnChunk.statistics(chunk), values);
        }
      }
    }
  }

  @Test
  void vectorsHaveTheStatisticsOfTheirChunks() {
    for (Samples sample : Samples.all(random)) {
      List<Object> values = sample.values(3000, 9, random);
      ColumnStatistics chunk =
          ColumnChunk.statistics(TestColumnEncoder.encode(sample.type(), values));
      ColumnVector vector = ColumnVectors.of(sample.layout(), values.toArray());
      assertSame(new VectorReader(vector, values.size()).statistics(), chunk);
    }
  }

  @Test
  void surviveBeingWritten() throws IOException {
    for (Samples sample : Samples.all(random)) {
      byte[] chunk = TestColumnEncoder.encode(sample.type(), sample.values(100, 3, random));
      ColumnStatistics statistics = ColumnChunk.statistics(chunk);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StatisticsCodec.write(new DataOutputStream(bytes), statistics);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
      assertSame(StatisticsCodec.read(new DataInputStream(in), sample.layout()), statistics);
      assertThat(in.available()).isZero();
    }
  }

  @Test
  void longBoundsAreCutToThirtyTwoBytes() {
    String text = "a".repeat(40);
    byte[] high = new byte[40];
    Arrays.fill(high, (byte) 0xFF);
    assertThat(bounds(text(text))).isEqualTo(List.of("a".repeat(32), "a".repeat(31) + "b"));
    assertThat(bounds(text("b"))).isEqualTo(List.of("b", "b"));
    assertThat(statistics(Layout.BYTES, (Object) high).maximum()).isNull();
    high[3] = 7;
    assertThat((byte[]) statistics(Layout.BYTES, (Object) high).maximum())
        .isEqualTo(new byte[] {-1, -1, -1, 8});
  }

  @Test
  void joinWithThoseOfTheRowsThatFollow() {
    ColumnStatistics low = statistics(Layout.LONG, 1L, 2L, 3L);
    ColumnStatistics high = statistics(Layout.LONG, 3L, 8L);
    ColumnStatistics none = statistics(Layout.LONG, null, null);
    assertThat(low.followedBy(high)).isEqualTo(new ColumnStatistics(5, 0, 1L, 8L, 5, true));
    assertThat(high.followedBy(low)).isEqualTo(new ColumnStatistics(5, 0, 1L, 8L, 5, false));
    assertThat(low.followedBy(none)).isEqualTo(new ColumnStatistics(5, 2, 1L, 3L, 3, false));
    assertThat(none.followedBy(low)).isEqualTo(new ColumnStatistics(5, 2, 1L, 3L, 3, false));
    assertThat(ColumnStatistics.EMPTY.followedBy(low)).isEqualTo(low);
    assertThat(low.followedBy(ColumnStatistics.EMPTY)).isEqualTo(low);
  }

  @Test
  void anUnknownBoundStaysUnknown() {
    ColumnStatistics known = statistics(Layout.LONG, 1L, 2L);
    ColumnStatistics unknown = new ColumnStatistics(9, 0, null, null, 5, false);
    assertThat(known.followedBy(unknown).minimum()).isNull();
    assertThat(unknown.followedBy(known).maximum()).isNull();
  }

  private void check(String what, ColumnStatistics statistics, List<Object> values) {
    List<Object> present = values.stream().filter(Objects::nonNull).toList();
    boolean sorted = present.size() == values.size();
    for (int i = 1; sorted && i < values.size(); i++) {
      sorted = ColumnVectors.compareValues(values.get(i - 1), values.get(i)) <= 0;
    }
    TreeSet<Object> distinct = new TreeSet<>(ColumnVectors::compareValues);
    distinct.addAll(present);
    assertThat(statistics.rows()).as(what).isEqualTo(values.size());
    assertThat(statistics.nulls()).as(what).isEqualTo(values.size() - present.size());
    assertThat(statistics.sorted()).as(what).isEqualTo(sorted);
    assertThat((double) statistics.distinct())
        .as(what)
        .isBetween(distinct.size() * 0.93 - 2, distinct.size() * 1.07 + 2);
    if (present.isEmpty()) {
      assertThat(statistics.minimum()).as(what).isNull();
      assertThat(statistics.maximum()).as(what).isNull();
    } else {
      assertThat(statistics.distinct()).as(what).isPositive();
      checkBounds(what, statistics, distinct.first(), distinct.last());
    }
  }

  private static void checkBounds(
      String what, ColumnStatistics statistics, Object least, Object greatest) {
    int low = ColumnVectors.compareValues(statistics.minimum(), least);
    if (least instanceof byte[] bytes && bytes.length > BytesStatistics.LONGEST) {
      assertThat(low).as(what).isNegative();
    } else {
      assertThat(low).as(what).isZero();
    }
    if (greatest instanceof byte[] bytes && bytes.length > BytesStatistics.LONGEST) {
      // Null orders above everything, as an unknown bound should.
      assertThat(ColumnVectors.compareValues(statistics.maximum(), greatest)).as(what).isPositive();
    } else {
      assertThat(ColumnVectors.compareValues(statistics.maximum(), greatest)).as(what).isZero();
    }
  }

  static void assertSame(ColumnStatistics found, ColumnStatistics wanted) {
    assertThat(withoutBounds(found)).isEqualTo(withoutBounds(wanted));
    assertThat(ColumnVectors.compareValues(found.minimum(), wanted.minimum())).isZero();
    assertThat(ColumnVectors.compareValues(found.maximum(), wanted.maximum())).isZero();
  }

  private static ColumnStatistics withoutBounds(ColumnStatistics statistics) {
    return new ColumnStatistics(
        statistics.rows(),
        statistics.nulls(),
        null,
        null,
        statistics.distinct(),
        statistics.sorted());
  }

  private static ColumnStatistics statistics(Layout layout, Object... values) {
    return new VectorReader(ColumnVectors.of(layout, values), values.length).statistics();
  }

  private static List<String> bounds(byte[] value) {
    byte[] chunk =
        TestColumnEncoder.encode(new DataType.Varchar(DataType.UNLIMITED), List.of((Object) value));
    ColumnStatistics statistics = ColumnChunk.statistics(chunk);
    return List.of(
        new String((byte[]) statistics.minimum(), StandardCharsets.UTF_8),
        new String((byte[]) statistics.maximum(), StandardCharsets.UTF_8));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
