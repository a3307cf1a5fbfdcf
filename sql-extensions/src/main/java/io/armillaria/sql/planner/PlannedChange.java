package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TableTarget;
import java.util.List;

/// An UPDATE or DELETE ready to run.
///
/// @param query gives the address of each row to change, then the new values; the table itself is
///   its first
/// @param ordinals the places of the changed columns in the table; empty for DELETE
public record PlannedChange(TableTarget target, PlannedQuery query, List<Integer> ordinals) {
  public PlannedChange {
    ordinals = List.copyOf(ordinals);
  }
}
