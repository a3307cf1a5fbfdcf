package io.armillaria.storage.gc;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// How far the data of old versions is let go now. Horizons never go back: what is behind them may
/// be gone.
///
/// @param oldest the last commit of the oldest moment that is read
/// @param now microseconds since 1970-01-01T00:00Z
record RetentionPolicy(History history, Refs refs, long oldest, long now) {
  private static final long DAY = 86_400_000_000L;

  /// @param setting how long the data of tables lives that say nothing themselves
  Horizons after(Horizons before, RetentionSetting setting) {
    int days = setting.effectiveDays();
    Map<TableId, Integer> settings = settings(days);
    long standard = Math.max(before.standard(), horizon(days));
    if (setting.bytes().isPresent()) {
      RetainedBytes retained = new RetainedBytes(history, table -> !settings.containsKey(table));
      long bySize = retained.horizon(refs, standard, setting.bytes().getAsLong());
      standard = Math.max(standard, Math.min(bySize, oldest));
    }
    return after(before, standard, settings);
  }

  private Horizons after(Horizons before, long standard, Map<TableId, Integer> settings) {
    Map<TableId, Long> tables = new HashMap<>();
    before
        .tables()
        .forEach(
            (table, horizon) -> {
              if (horizon > standard) {
                tables.put(table, horizon);
              }
            });
    settings.forEach((table, own) -> tables.put(table, Math.max(before.of(table), horizon(own))));
    return new Horizons(standard, tables);
  }

  /// The days of the tables that say so themselves; where branches and tags differ, the most.
  private Map<TableId, Integer> settings(int standard) {
    Map<TableId, Integer> days = new HashMap<>();
    Set<TableId> own = new HashSet<>();
    for (Ref ref : refs.all()) {
      for (TableVersion table : ref.head().allTables()) {
        OptionalInt setting = setting(ref.head(), table.schema());
        if (setting.isPresent()) {
          own.add(table.table());
        }
        days.merge(table.table(), setting.orElse(standard), Math::max);
      }
    }
    days.keySet().retainAll(own);
    return days;
  }

  /// An index lives as long as its table.
  private static OptionalInt setting(Commit head, TableSchema schema) {
    return schema
        .indexOf()
        .flatMap(head::table)
        .map(TableVersion::schema)
        .orElse(schema)
        .retainDays();
  }

  /// The newest commit that is so old, and that no reader needs what was before.
  private long horizon(int days) {
    long time = now - days * DAY;
    List<Commit> commits = history.commits();
    int low = 0;
    int high = commits.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Commit commit = commits.get(middle);
      if (commit.committedAt() <= time && commit.transaction() <= oldest) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : commits.get(low - 1).transaction();
  }
}
