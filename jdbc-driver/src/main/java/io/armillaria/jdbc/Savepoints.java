package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The savepoints of the open transaction, the latest first.
final class Savepoints {
  private final SessionAccess access;
  private final Deque<ConnectionSavepoint> open = new ArrayDeque<>();
  private int last;

  Savepoints(SessionAccess access) {
    this.access = access;
  }

  Savepoint add(Optional<String> name) throws SQLException {
    return access.call(
        session -> {
          if (session.autoCommit()) {
            throw SqlErrors.of(
                SqlStates.INVALID_TRANSACTION_STATE,
                "A savepoint needs a transaction; turn auto-commit off first.");
          }
          ConnectionSavepoint savepoint = new ConnectionSavepoint(++last, name);
          session.savepoint(savepoint.sessionName());
          open.push(savepoint);
          return savepoint;
        });
  }

  /// The savepoint itself stays.
  void rollbackTo(Savepoint savepoint) throws SQLException {
    access.call(
        session -> {
          ConnectionSavepoint known = find(savepoint);
          session.rollbackTo(known.sessionName());
          while (open.peek() != known) {
            open.pop();
          }
          return null;
        });
  }

  /// Releases the savepoint and those after it.
  void release(Savepoint savepoint) throws SQLException {
    access.call(
        session -> {
          ConnectionSavepoint known = find(savepoint);
          session.release(known.sessionName());
          while (open.peek() != known) {
            open.pop();
          }
          open.pop();
          return null;
        });
  }

  /// The transaction has ended.
  void clear() {
    open.clear();
  }

  private ConnectionSavepoint find(Savepoint savepoint) throws SQLException {
    for (ConnectionSavepoint known : open) {
      if (known == savepoint) {
        return known;
      }
    }
    throw SqlErrors.of(
        SqlStates.INVALID_SAVEPOINT,
        "The savepoint " + savepoint + " is not one of the open transaction.");
  }
}
