package io.armillaria.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestNamePattern {
  @ParameterizedTest
  @CsvSource({
    "ORDERS, ORDERS, true",
    "orders, ORDERS, false",
    "%, ORDERS, true",
    "ORD%, ORDERS, true",
    "%DER%, ORDERS, true",
    "%S_, ORDERS, false",
    "_RDERS, ORDERS, true",
    "ORDER_, ORDER, false",
    "ORDER%, ORDER, true",
    "A\\_B, A_B, true",
    "A\\_B, AXB, false",
    "A\\%, A%, true",
    "A\\\\B, A\\B, true",
    "A\\, A\\, true",
    "%A%A%, BABAB, true",
    "'', '', true",
    "'', A, false"
  })
  void matches(String pattern, String name, boolean expected) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void nullMatchesEverything() {
    assertThat(new NamePattern(null).matches("anything")).isTrue();
  }
}
