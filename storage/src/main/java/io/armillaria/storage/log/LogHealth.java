package io.armillaria.storage.log;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;

/// Whether a log still takes records: until it is closed, or a write or force has failed. Guarded
/// by the log's lock.
final class LogHealth {
  private DatabaseException failure;
  private boolean closed;

  boolean isWell() {
    return failure == null;
  }

  /// @return whether it was open
  boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }

  void fail(DatabaseException cause) {
    failure = cause;
  }

  void checkUsable() {
    if (closed) {
      throw new Failure.Closed("The database is closed.").raise();
    }
    if (failure != null) {
      throw unusable().raise(failure);
    }
  }

  void checkWell() {
    if (failure != null) {
      throw failure.failure().raise(failure);
    }
  }

  /// What records meet that were not written because of the failure.
  Failure unusable() {
    String message =
        "The log takes no more records since an earlier failure ("
            + failure.getMessage()
            + ") Reopen the database.";
    return failure.failure() instanceof Failure.DiskFull
        ? new Failure.DiskFull(message)
        : new Failure.InputOutput(message);
  }

  /// What became of a ticket whose records are not durable.
  DatabaseException outcome(LogTicket ticket) {
    if (ticket.failure() != null) {
      return ticket.failure().raise(failure);
    }
    return new Failure.UnknownOutcome(
            "It is unknown whether the commit is durable ("
                + failure.getMessage()
                + ") Reopen the database to see.")
        .raise(failure);
  }
}
