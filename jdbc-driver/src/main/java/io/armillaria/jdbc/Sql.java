package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import java.sql.SQLException;

/// Checks of the texts that callers pass.
final class Sql {
  private Sql() {}

  static String required(String sql) throws SQLException {
    if (sql == null) {
      throw SqlErrors.invalidParameter("The SQL text is null.");
    }
    return sql;
  }
}
