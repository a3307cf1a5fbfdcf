package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.sql.session.PreparedSql;
import java.sql.SQLException;

/// What a caller expects of a statement.
enum Wanted {
  ROWS,
  COUNT,
  ANY;

  /// Fails when `prepared` gives something else; nothing has run then.
  void check(PreparedSql prepared) throws SQLException {
    boolean rows = prepared.columns().isPresent();
    if (this == ROWS && !rows) {
      throw SqlErrors.of(
          SqlStates.NO_CURSOR_STATEMENT,
          "The statement gives no rows, but executeQuery needs a query. Use executeUpdate.");
    }
    if (this == COUNT && rows) {
      throw SqlErrors.of(
          SqlStates.CURSOR_STATEMENT,
          "The statement gives rows, but executeUpdate needs one without. Use executeQuery.");
    }
  }
}
