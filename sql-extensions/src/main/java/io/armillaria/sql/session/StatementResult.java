package io.armillaria.sql.session;

import io.armillaria.execution.batch.Cursor;
import java.util.List;

/// What a statement gave.
public sealed interface StatementResult {
  /// Rows; the caller closes the cursor. In auto-commit mode the transaction ends with it.
  record Rows(List<ColumnDescription> columns, Cursor cursor) implements StatementResult {}

  /// The number of rows written.
  record Count(long rows) implements StatementResult {}

  /// A statement without rows or count, such as CREATE TABLE.
  record Done() implements StatementResult {}
}
