package io.armillaria.blake3;

import java.lang.System.Logger.Level;

/// Chooses the implementation for a mode, once per process.
final class Blake3Choice {
  private static final Blake3 JAVA = new JavaBlake3();

  private Blake3Choice() {}

  static Blake3 of(NativeMode mode) {
    return switch (mode) {
      case OFF -> JAVA;
      case AUTO -> Automatic.CHOICE;
      case ON ->
          switch (Attempt.RESULT) {
            case Loaded(NativeBlake3 blake3) -> blake3;
            case Failed(String reason, Throwable cause) ->
                throw new NativeUnavailableException(reason, cause);
          };
    };
  }

  private sealed interface Result {}

  private record Loaded(NativeBlake3 blake3) implements Result {}

  private record Failed(String reason, Throwable cause) implements Result {}

  /// Its initialisation loads the library, or finds out why not.
  private static final class Attempt {
    static final Result RESULT = attempt();

    /// Loading runs code that is not ours to judge (the linker, the file system), and a guest in
    /// somebody's JVM has an alternative to every failure, errors of linkage included.
    private static Result attempt() {
      try {
        return new Loaded(NativeLoader.load());
      } catch (RuntimeException | LinkageError e) {
        return new Failed("Native BLAKE3 is not possible: " + e.getMessage(), e);
      }
    }
  }

  private static final class Automatic {
    static final Blake3 CHOICE = choose();

    private static Blake3 choose() {
      if (!Blake3Choice.class.getModule().isNativeAccessEnabled()) {
        // The ordinary case, not worth the milliseconds that the first logger of a process takes.
        return JAVA;
      }
      return switch (Attempt.RESULT) {
        case Loaded(NativeBlake3 blake3) -> blake3;
        case Failed(String reason, Throwable cause) -> {
          System.getLogger(Blake3.class.getName()).log(Level.DEBUG, reason, cause);
          yield JAVA;
        }
      };
    }
  }
}
