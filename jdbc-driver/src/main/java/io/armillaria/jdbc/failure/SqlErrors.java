package io.armillaria.jdbc.failure;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;

/// Makes the exceptions of JDBC. Each is of the class that JDBC defines for its SQLSTATE, so that
/// callers may catch either.
public final class SqlErrors {
  private SqlErrors() {}

  /// What the caller sees of `failure`, which stays its cause.
  public static SQLException of(RuntimeException failure) {
    return failure instanceof DatabaseException known
        ? of(SqlStates.of(known.failure()), message(known), known)
        : of(SqlStates.INTERNAL, "Internal error of Armillaria: " + failure, failure);
  }

  /// A feature that is named, not described, is not supported.
  private static String message(DatabaseException failure) {
    return failure.failure() instanceof Failure.Unsupported(String feature)
            && !feature.endsWith(".")
        ? feature + " is not supported by Armillaria."
        : failure.getMessage();
  }

  public static SQLException of(String state, String message) {
    return of(state, message, null);
  }

  public static SQLException of(String state, String message, Throwable cause) {
    return switch (state) {
      case SqlStates.WRITE_CONFLICT, SqlStates.DEADLOCK ->
          new SQLTransactionRollbackException(message, state, 0, cause);
      case SqlStates.LOCK_NOT_AVAILABLE -> new SQLTransientException(message, state, 0, cause);
      case SqlStates.CANCELLED -> new SQLTimeoutException(message, state, 0, cause);
      default ->
          switch (state.substring(0, 2)) {
            case "08" -> new SQLNonTransientConnectionException(message, state, 0, cause);
            case "0A" -> new SQLFeatureNotSupportedException(message, state, 0, cause);
            case "21", "22" -> new SQLDataException(message, state, 0, cause);
            case "23" -> new SQLIntegrityConstraintViolationException(message, state, 0, cause);
            case "3D", "3F", "42" -> new SQLSyntaxErrorException(message, state, 0, cause);
            default -> new SQLNonTransientException(message, state, 0, cause);
          };
    };
  }

  /// For a method of JDBC that the driver does not have, named as in `ResultSet.updateRow`.
  public static SQLException unsupported(String method) {
    return of(SqlStates.UNSUPPORTED, method + " is not supported by Armillaria.");
  }

  public static SQLException invalidParameter(String message) {
    return of(SqlStates.INVALID_PARAMETER, message);
  }
}
