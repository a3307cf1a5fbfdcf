package io.armillaria.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;

/// The outcome of batches.
final class Batches {
  private Batches() {}

  static int[] counts(long[] rows) {
    return Arrays.stream(rows).mapToInt(RunningStatement::count).toArray();
  }

  /// `cause` as the failure of statement `failed` of a batch, counted from 0, with the counts of
  /// those before.
  static BatchUpdateException failure(SQLException cause, long[] counts, int failed) {
    return new BatchUpdateException(
        "Statement " + (failed + 1) + " of the batch failed: " + cause.getMessage(),
        cause.getSQLState(),
        cause.getErrorCode(),
        Arrays.copyOf(counts, failed),
        cause);
  }

  /// `cause` as the failure of a batch that had no effect at all.
  static BatchUpdateException failure(SQLException cause) {
    return new BatchUpdateException(
        cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), new long[0], cause);
  }
}
