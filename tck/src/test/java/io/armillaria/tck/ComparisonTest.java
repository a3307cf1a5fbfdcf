package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Query MULTISET = query(false, false);
  private static final Query ORDERED = query(true, false);
  private static final Query APPROXIMATE = query(false, true);

  @Test
  void rowsInAnotherOrderAreEqualUnlessTheOrderCounts() {
    Answer found = answer(row(1, "a"), row(2, "b"));
    Answer wanted = answer(row(2, "b"), row(1, "a"));
    assertThat(new Comparison(MULTISET).difference(found, wanted)).isEmpty();
    assertThat(new Comparison(ORDERED).difference(found, wanted)).isPresent();
  }

  @Test
  void duplicatesCount() {
    Answer found = answer(row(1, "a"), row(1, "a"), row(2, null));
    Answer wanted = answer(row(1, "a"), row(2, null), row(2, null));
    assertThat(new Comparison(MULTISET).difference(found, wanted))
        .hasValueSatisfying(
            text -> assertThat(text).contains("+ 1|a", "- 2|NULL").doesNotContain("- 1|a"));
  }

  @Test
  void exactNumbersAreEqualByValueAndToTheLastDigit() {
    assertThat(difference(MULTISET, new BigDecimal("1.50"), new BigDecimal("1.5"))).isFalse();
    assertThat(difference(MULTISET, new BigDecimal("1.5000000000000001"), new BigDecimal("1.5")))
        .isTrue();
  }

  @Test
  void approximateNumbersMayDifferInTheThirteenthDigit() {
    assertThat(difference(MULTISET, 0.1 + 0.2, new BigDecimal("0.3"))).isFalse();
    assertThat(difference(MULTISET, 1.00000000001, 1.0)).isTrue();
    assertThat(difference(MULTISET, Double.NaN, 1.0)).isTrue();
    assertThat(difference(MULTISET, Double.POSITIVE_INFINITY, Double.MAX_VALUE)).isTrue();
  }

  @Test
  void aMarkedQueryAllowsTheOraclesLastDigit() {
    assertThat(
            difference(APPROXIMATE, new BigDecimal("0.33333333333333"), new BigDecimal("0.3333")))
        .isFalse();
    assertThat(
            difference(APPROXIMATE, new BigDecimal("0.3333"), new BigDecimal("0.33333333333333")))
        .isTrue();
  }

  @Test
  void kindsOfValuesAreApart() {
    assertThat(difference(MULTISET, "1", BigDecimal.ONE)).isTrue();
    assertThat(difference(MULTISET, true, "true")).isTrue();
    assertThat(difference(MULTISET, LocalDate.EPOCH, LocalDateTime.of(1970, 1, 1, 0, 0))).isTrue();
    assertThat(difference(MULTISET, null, "")).isTrue();
  }

  @Test
  void trailingSpacesCountInTextButNotInPaddedText() {
    Answer padded = new Answer(List.of("A"), BitSet.valueOf(new long[] {1}), List.of(List.of("a")));
    Answer text = new Answer(List.of("A"), new BitSet(), List.of(List.of("a  ")));
    assertThat(new Comparison(MULTISET).difference(padded, text)).isEmpty();
    assertThat(difference(MULTISET, "a", "a  ")).isTrue();
  }

  @Test
  void theNumberOfColumnsCounts() {
    assertThat(new Comparison(MULTISET).difference(answer(row(1)), answer(row(1, 2)))).isPresent();
  }

  private static boolean difference(Query query, Object found, Object wanted) {
    return new Comparison(query).difference(answer(row(found)), answer(row(wanted))).isPresent();
  }

  private static Query query(boolean ordered, boolean approximate) {
    return new Query("q", "SELECT 1", ordered, approximate, Set.of(Peer.DUCKDB));
  }

  private static Answer answer(Object[]... rows) {
    List<String> labels = List.of("A", "B", "C").subList(0, rows[0].length);
    return new Answer(labels, new BitSet(), Arrays.stream(rows).map(Arrays::asList).toList());
  }

  private static Object[] row(Object... values) {
    return Arrays.stream(values)
        .map(value -> value instanceof Integer number ? BigDecimal.valueOf(number) : value)
        .toArray();
  }
}
