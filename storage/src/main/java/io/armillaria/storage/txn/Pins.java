package io.armillaria.storage.txn;

import io.armillaria.storage.table.TableId;
import java.util.HashMap;
import java.util.Map;

/// Rows that a transaction locked and read anew after it had begun: what was committed to them up
/// to then is no conflict any more. Not thread safe.
final class Pins {
  private final Map<TableId, Map<DraftRows.Key, Long>> tables = new HashMap<>();

  /// @param transaction the newest commit when the row was read
  void add(TableId table, byte[] key, long transaction) {
    tables.computeIfAbsent(table, _ -> new HashMap<>()).put(new DraftRows.Key(key), transaction);
  }

  /// Whether the row was read with that commit in sight.
  boolean cover(TableId table, byte[] key, long transaction) {
    Long pinned = tables.getOrDefault(table, Map.of()).get(new DraftRows.Key(key));
    return pinned != null && transaction <= pinned;
  }
}
