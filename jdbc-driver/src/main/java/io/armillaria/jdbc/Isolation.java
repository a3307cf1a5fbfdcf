package io.armillaria.jdbc;

import static java.sql.Connection.TRANSACTION_NONE;
import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_READ_UNCOMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.sql.SQLException;

/// The isolation levels of JDBC as the engine's. REPEATABLE READ is a snapshot, and READ
/// UNCOMMITTED gives what is committed.
final class Isolation {
  private Isolation() {}

  static io.armillaria.storage.txn.Isolation of(int level) throws SQLException {
    return switch (level) {
      case TRANSACTION_READ_UNCOMMITTED, TRANSACTION_READ_COMMITTED ->
          io.armillaria.storage.txn.Isolation.READ_COMMITTED;
      case TRANSACTION_REPEATABLE_READ -> io.armillaria.storage.txn.Isolation.SNAPSHOT;
      case TRANSACTION_SERIALIZABLE -> io.armillaria.storage.txn.Isolation.SERIALIZABLE;
      case TRANSACTION_NONE ->
          throw SqlErrors.of(SqlStates.UNSUPPORTED, "TRANSACTION_NONE cannot be set.");
      default -> throw SqlErrors.invalidParameter(level + " is no transaction isolation level.");
    };
  }

  static int level(io.armillaria.storage.txn.Isolation isolation) {
    return switch (isolation) {
      case READ_COMMITTED -> TRANSACTION_READ_COMMITTED;
      case SNAPSHOT -> TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> TRANSACTION_SERIALIZABLE;
    };
  }
}
