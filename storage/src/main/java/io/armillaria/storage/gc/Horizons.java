package io.armillaria.storage.gc;

import io.armillaria.storage.table.TableId;
import java.util.Map;

/// Commits' numbers: the data of a table's versions up to its *horizon* may be gone, unless
/// [Retention] says otherwise.
///
/// @param standard that of all tables that have none of their own
record Horizons(long standard, Map<TableId, Long> tables) {
  static final Horizons NONE = new Horizons(0, Map.of());

  Horizons {
    tables = Map.copyOf(tables);
  }

  long of(TableId table) {
    return tables.getOrDefault(table, standard);
  }
}
