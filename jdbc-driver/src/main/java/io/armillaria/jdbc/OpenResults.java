package io.armillaria.jdbc;

import io.armillaria.jdbc.result.BatchSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;

/// The results of a connection that have rows to give, to be closed when its transaction ends. One
/// whose rows have all been read is forgotten, so that who never closes results loses no memory.
final class OpenResults {
  private final IdentityHashMap<BatchSource, ResultSet> open = new IdentityHashMap<>();

  synchronized void add(BatchSource rows, ResultSet result) {
    open.put(rows, result);
  }

  synchronized void remove(BatchSource rows) {
    open.remove(rows);
  }

  /// Closes all, and then throws what the first failure was.
  void closeAll() throws SQLException {
    SQLException failure = null;
    for (ResultSet result : snapshot()) {
      try {
        result.close();
      } catch (SQLException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized List<ResultSet> snapshot() {
    return List.copyOf(open.values());
  }
}
