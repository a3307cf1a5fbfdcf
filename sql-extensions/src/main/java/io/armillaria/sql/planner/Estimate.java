package io.armillaria.sql.planner;

import java.util.List;
import java.util.Set;

/// How many rows a plan is thought to give, and what is in them.
///
/// @param keys sets of columns of which no two rows have the same values
record Estimate(double rows, List<ColumnEstimate> columns, List<UniqueKey> keys) {
  /// Columns that are unique among the rows.
  ///
  /// @param domain how many rows there were before any was filtered
  record UniqueKey(Set<Integer> columns, double domain) {
    UniqueKey {
      columns = Set.copyOf(columns);
    }
  }

  Estimate {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /// The same rows without some of them.
  Estimate reducedTo(double left) {
    double fewer = Math.min(rows, Math.max(left, 0));
    return fewer == rows
        ? this
        : new Estimate(
            fewer, columns.stream().map(column -> column.among(rows, fewer)).toList(), keys);
  }
}
