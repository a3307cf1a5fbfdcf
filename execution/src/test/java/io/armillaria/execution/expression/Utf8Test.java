package io.armillaria.execution.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void findsTheFirstPlaceOfAText() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, random.nextInt(60));
      String sought = text(random, random.nextInt(5));
      byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
      int from = random.nextInt(data.length + 1);
      int end = from + random.nextInt(data.length - from + 1);
      int expected = text.substring(from, end).indexOf(sought);
      assertThat(Utf8.indexOf(data, from, end, sought.getBytes(StandardCharsets.ISO_8859_1)))
          .as("%s in %s from %d to %d, seed %d", sought, text, from, end, seed)
          .isEqualTo(expected < 0 ? -1 : from + expected);
    }
  }

  /// Few letters, so that there are many near misses; some with the highest bit.
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("ab\u00e4\u0000".charAt(random.nextInt(4)));
    }
    return text.toString();
  }
}
