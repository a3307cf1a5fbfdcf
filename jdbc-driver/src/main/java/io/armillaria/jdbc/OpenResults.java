package io.armillaria.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The results of a connection that are open, to be closed when its transaction ends.
final class OpenResults {
  private final Set<ResultSet> open = Collections.newSetFromMap(new IdentityHashMap<>());

  synchronized void add(ResultSet result) {
    open.add(result);
  }

  synchronized void remove(ResultSet result) {
    open.remove(result);
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
    return List.copyOf(open);
  }
}
