package io.armillaria.blake3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.Blake3;
import org.junit.jupiter.api.Test;

final class TestKnownAnswer {
  @Test
  void isTheOraclesAnswer() {
    byte[] input = KnownAnswer.input();
    var hashes = new ByteArrayOutputStream();
    for (int length : KnownAnswer.LENGTHS) {
      hashes.writeBytes(Blake3.hash(Arrays.copyOf(input, length)));
    }
    assertThat(HexFormat.of().formatHex(Blake3.hash(hashes.toByteArray())))
        .isEqualTo(KnownAnswer.EXPECTED);
    assertThat(input[502]).isEqualTo((byte) 0);
    assertThat(input[300_000]).isEqualTo((byte) (300_000 % 251));
  }

  @Test
  void catchesAWrongHash() {
    assertThatThrownBy(() -> KnownAnswer.expect("native none", "one by one", new byte[32]))
        .isInstanceOf(NativeUnavailableException.class)
        .hasMessageStartingWith("The self-test of native none, messages one by one, gives ")
        .hasMessageEndingWith(" instead of " + KnownAnswer.EXPECTED);
  }
}
