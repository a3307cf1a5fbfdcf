package io.armillaria.jdbc;

import static java.sql.Connection.TRANSACTION_NONE;
import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_READ_UNCOMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.sql.SQLException;

/// The isolation levels of JDBC. Every transaction reads one snapshot, which is more than the
/// weaker levels ask for, so they are accepted.
final class Isolation {
  static final int STANDARD = TRANSACTION_REPEATABLE_READ;

  private Isolation() {}

  static boolean isSupported(int level) {
    return switch (level) {
      case TRANSACTION_READ_UNCOMMITTED, TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ ->
          true;
      default -> false;
    };
  }

  /// The level that a connection has which asked for `level`.
  static int effective(int level) throws SQLException {
    return switch (level) {
      case TRANSACTION_READ_UNCOMMITTED, TRANSACTION_READ_COMMITTED -> TRANSACTION_READ_COMMITTED;
      case TRANSACTION_REPEATABLE_READ -> TRANSACTION_REPEATABLE_READ;
      case TRANSACTION_SERIALIZABLE ->
          throw SqlErrors.of(
              SqlStates.UNSUPPORTED,
              "TRANSACTION_SERIALIZABLE is not supported; TRANSACTION_REPEATABLE_READ (snapshot"
                  + " isolation) is the strongest level.");
      case TRANSACTION_NONE ->
          throw SqlErrors.of(SqlStates.UNSUPPORTED, "TRANSACTION_NONE cannot be set.");
      default -> throw SqlErrors.invalidParameter(level + " is no transaction isolation level.");
    };
  }
}
