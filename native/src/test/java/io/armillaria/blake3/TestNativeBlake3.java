package io.armillaria.blake3;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract for each instruction set that this machine has.
@ParameterizedClass
@EnumSource(Instructions.class)
final class TestNativeBlake3 extends AbstractTestBlake3 {
  private static NativeLibrary library;

  private final Blake3 blake3;

  TestNativeBlake3(Instructions instructions) {
    assumeTrue(Instructions.of(library.instructions()).contains(instructions));
    blake3 = new NativeBlake3(library, instructions);
  }

  @BeforeAll
  static void load() {
    try {
      library = NativeLoader.library();
    } catch (NativeUnavailableException e) {
      abort(e.getMessage());
    }
  }

  @Override
  Blake3 blake3() {
    return blake3;
  }
}
