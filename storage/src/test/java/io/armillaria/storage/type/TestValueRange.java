package io.armillaria.storage.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

final class TestValueRange {
  @Test
  void isWhatTheTypeHolds() {
    assertThat(ValueRange.of(DataType.Plain.BOOLEAN)).isEqualTo(new ValueRange(0, 1));
    assertThat(ValueRange.of(DataType.Plain.SMALLINT)).isEqualTo(new ValueRange(-32768, 32767));
    assertThat(ValueRange.of(new DataType.Decimal(18, 4)))
        .isEqualTo(new ValueRange(-999_999_999_999_999_999L, 999_999_999_999_999_999L));
    assertThat(ValueRange.of(new DataType.Time(6))).isEqualTo(new ValueRange(0, 86_399_999_999L));
  }

  @Test
  void spansTheYearsOneTo9999() {
    assertThat(ValueRange.of(DataType.Plain.DATE))
        .isEqualTo(
            new ValueRange(
                LocalDate.of(1, 1, 1).toEpochDay(), LocalDate.of(9999, 12, 31).toEpochDay()));
    assertThat(ValueRange.of(new DataType.Timestamp(6)))
        .isEqualTo(
            new ValueRange(
                micros(LocalDateTime.of(1, 1, 1, 0, 0)),
                micros(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))));
  }

  @Test
  void refusesOtherLayouts() {
    assertThatThrownBy(() -> ValueRange.of(new DataType.Decimal(19, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Values of DECIMAL(19, 0) have layout INT128, not LONG");
  }

  private static long micros(LocalDateTime time) {
    return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
  }
}
