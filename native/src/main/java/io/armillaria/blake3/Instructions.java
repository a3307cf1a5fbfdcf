package io.armillaria.blake3;

import java.util.ArrayList;
import java.util.List;

/// The instruction sets of the native kernels, numbered as in `enum instructions` in `blake3.h`; of
/// those that one machine has, the last is the fastest.
enum Instructions {
  PORTABLE(0, "portable"),
  SSE41(1, "sse4.1"),
  AVX2(2, "avx2"),
  AVX512(3, "avx512"),
  NEON(4, "neon");

  private final int number;
  private final String label;

  Instructions(int number, String label) {
    this.number = number;
    this.label = label;
  }

  int number() {
    return number;
  }

  String label() {
    return label;
  }

  /// Those whose bits are set.
  static List<Instructions> of(int bits) {
    var found = new ArrayList<Instructions>();
    for (Instructions instructions : values()) {
      if ((bits & (1 << instructions.number)) != 0) {
        found.add(instructions);
      }
    }
    return List.copyOf(found);
  }
}
