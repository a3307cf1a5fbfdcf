package io.armillaria.blake3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.commons.codec.digest.Blake3;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestBlake3 {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 63, 64, 65, 1023, 1024, 1025, 2048, 2049, 3073, 102400})
  void givesThePublishedHashes(int length) {
    byte[] input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) (i % 251);
    }
    byte[] out = new byte[32];
    io.armillaria.blake3.Blake3.best().hash(input, 0, length, out, 0);
    assertThat(HexFormat.of().formatHex(out))
        .isEqualTo(HexFormat.of().formatHex(Blake3.hash(input)));
  }
}
