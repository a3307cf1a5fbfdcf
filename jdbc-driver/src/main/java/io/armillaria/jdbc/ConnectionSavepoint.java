package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/// A savepoint, with or without a name of the caller's.
final class ConnectionSavepoint implements Savepoint {
  private final int id;
  private final Optional<String> name;

  ConnectionSavepoint(int id, Optional<String> name) {
    this.id = id;
    this.name = name;
  }

  /// What the session knows it by.
  String sessionName() {
    return "jdbc-" + id;
  }

  @Override
  public int getSavepointId() throws SQLException {
    if (name.isPresent()) {
      throw SqlErrors.of(
          SqlStates.INVALID_SAVEPOINT, "The savepoint " + name.get() + " has a name and no id.");
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    return name.orElseThrow(
        () ->
            SqlErrors.of(
                SqlStates.INVALID_SAVEPOINT, "The savepoint " + id + " has an id and no name."));
  }

  @Override
  public String toString() {
    return name.orElse(Integer.toString(id));
  }
}
