package io.armillaria.jdbc.result;

import io.armillaria.execution.batch.Batch;
import java.sql.SQLException;

/// Where a result set gets its rows from: narrower than the engine's cursor, and speaking
/// SQLException, so that rows of the driver's own can stand in for a query.
public interface BatchSource {
  /// The next rows, without a selection and at least one; null at the end. The batch before is gone
  /// with the call.
  Batch next() throws SQLException;

  /// Frees what the source holds. Idempotent.
  void close() throws SQLException;
}
