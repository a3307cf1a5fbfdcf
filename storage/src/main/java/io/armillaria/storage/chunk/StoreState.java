package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;

/// Whether a store still serves: open, then perhaps read-only after a failed write or force, then
/// closed.
final class StoreState {
  private volatile boolean closed;
  private volatile DatabaseException poison;

  void checkOpen() {
    if (closed) {
      throw new Failure.Closed("The database is closed.").raise();
    }
  }

  void checkWritable() {
    checkOpen();
    DatabaseException cause = poison;
    if (cause != null) {
      throw new Failure.InputOutput(
              "No object can be stored since an earlier failure ("
                  + cause.getMessage()
                  + ") Reopen the database.")
          .raise(cause);
    }
  }

  boolean isWritable() {
    return !closed && poison == null;
  }

  /// Lets nothing be written any more.
  DatabaseException poison(DatabaseException cause) {
    poison = cause;
    return cause;
  }

  /// @return whether it was open
  boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }
}
