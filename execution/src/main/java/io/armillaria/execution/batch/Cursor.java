package io.armillaria.execution.batch;

import java.util.Optional;

/// The rows of a running query, pulled a batch at a time by one thread.
public interface Cursor extends AutoCloseable {
  /// The next batch, without a selection and with at least one row; null at the end.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException whatever went wrong in any worker;
  ///   Cancelled after [#cancel]
  Batch next();

  /// Makes a running or later [#next] throw Cancelled; from any thread.
  void cancel();

  /// How far the query is; from any thread. Empty where nothing is read.
  default Optional<Progress> progress() {
    return Optional.empty();
  }

  /// Stops the work and frees what it holds. Idempotent.
  @Override
  void close();
}
