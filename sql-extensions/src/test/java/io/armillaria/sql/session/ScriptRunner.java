package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Runs statements in a session and writes down what they give, the way the scripts in
/// `src/test/resources/sql` have it.
final class ScriptRunner {
  private final Session session;

  ScriptRunner(Session session) {
    this.session = session;
  }

  /// The result as lines: the labels, then a line a row; or the count; or the failure.
  List<String> run(String sql, Object... parameters) {
    try {
      return switch (session.prepare(sql).execute(parameters)) {
        case StatementResult.Rows(List<ColumnDescription> columns, Cursor cursor) ->
            inOrder(sql, rows(columns, cursor));
        case StatementResult.Count(long rows) -> List.of(rows + (rows == 1 ? " row" : " rows"));
        case StatementResult.Done() -> List.of("done");
      };
    } catch (DatabaseException e) {
      if (e.failure() instanceof Failure.Internal) {
        throw e;
      }
      return List.of("! " + e.failure().getClass().getSimpleName() + ": " + e.failure().message());
    }
  }

  /// Rows whose order nothing says are sorted by their text.
  private static List<String> inOrder(String sql, List<String> lines) {
    if (!sql.contains("ORDER BY") && !sql.startsWith("EXPLAIN")) {
      Collections.sort(lines.subList(1, lines.size()));
    }
    return lines;
  }

  private static List<String> rows(List<ColumnDescription> columns, Cursor cursor) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(" | ", columns.stream().map(ColumnDescription::label).toList()));
    try (cursor) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        for (int row = 0; row < batch.rows(); row++) {
          lines.add(row(columns, batch, row));
        }
      }
    }
    return lines;
  }

  private static String row(List<ColumnDescription> columns, Batch batch, int row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(ValueText.of(batch.columns()[i], row, columns.get(i).type()));
    }
    return String.join(" | ", values);
  }
}
