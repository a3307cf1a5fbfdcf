package io.armillaria.sql.session;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The statements compiled last, for all sessions. Whether one still fits the tables is checked
/// when it is run. Safe for many threads.
final class PlanCache {
  private static final int CAPACITY = 512;
  private static final int LONGEST_TEXT = 10_000;

  /// What a compiled statement depends on beside the tables' schemas.
  ///
  /// @param isShape whether `sql` is the shape of queries that differ in their literals
  /// @param wide the parameters that are decimals where they are compared with whole numbers
  record Key(String sql, boolean isShape, String branch, ZoneId zone, Set<Integer> wide) {}

  private final Map<Key, CompiledStatement> statements =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompiledStatement> eldest) {
          return size() > CAPACITY;
        }
      };

  synchronized Optional<CompiledStatement> get(Key key) {
    return Optional.ofNullable(statements.get(key));
  }

  synchronized void put(Key key, CompiledStatement statement) {
    if (key.sql.length() <= LONGEST_TEXT) {
      statements.put(key, statement);
    }
  }
}
