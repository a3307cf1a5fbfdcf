package io.armillaria.blake3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TestNativeMode {
  @Test
  void isParsedInAnyCase() {
    assertThat(NativeMode.parse("auto")).isEqualTo(NativeMode.AUTO);
    assertThat(NativeMode.parse("ON")).isEqualTo(NativeMode.ON);
    assertThat(NativeMode.parse(" Off ")).isEqualTo(NativeMode.OFF);
  }

  @Test
  void isRefusedOtherwise() {
    assertThatThrownBy(() -> NativeMode.parse("yes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("armillaria.native is 'yes', but must be auto, on or off");
  }
}
