package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Runs an operation on a channel of its own to its end although the thread is interrupted, then
/// interrupts the thread again. The operation opens its channel itself and may run several times.
final class Uninterrupted {
  private Uninterrupted() {}

  interface Operation<T> {
    T run() throws IOException;
  }

  static <T> T run(Operation<T> operation) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return operation.run();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
