package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLType;

/// The types of [java.sql.Types] that callers may name for parameters.
final class SqlTypes {
  private SqlTypes() {}

  static int code(SQLType type) throws SQLException {
    if (type == null) {
      throw SqlErrors.invalidParameter("The type is null.");
    }
    if (!(type instanceof JDBCType)) {
      throw SqlErrors.unsupported("The type " + type.getName() + " of " + type.getVendor());
    }
    return type.getVendorTypeNumber();
  }

  static void check(int code) throws SQLException {
    JDBCType type;
    try {
      type = JDBCType.valueOf(code);
    } catch (IllegalArgumentException e) {
      throw SqlErrors.of(SqlStates.INVALID_PARAMETER, code + " is no type of java.sql.Types.", e);
    }
    switch (type) {
      case ARRAY, DATALINK, DISTINCT, REF, REF_CURSOR, ROWID, SQLXML, STRUCT ->
          throw SqlErrors.unsupported("The type " + type.getName());
      default -> {}
    }
  }
}
