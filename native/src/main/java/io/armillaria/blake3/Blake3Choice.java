package io.armillaria.blake3;

/// Chooses the implementation for a mode.
final class Blake3Choice {
  private static final Blake3 JAVA = new JavaBlake3();

  private Blake3Choice() {}

  static Blake3 of(NativeMode mode) {
    return switch (mode) {
      case OFF, AUTO -> JAVA;
      case ON ->
          throw new NativeUnavailableException("The native library is not part of this build");
    };
  }
}
