package io.armillaria.tck;

import java.util.Set;

/// A query of a script.
///
/// @param name what it shows; unique within its script
/// @param ordered whether its ORDER BY is total, so that the order of the rows counts
/// @param approximate whether numbers may differ by the peers' own rounding although they are exact
///   types, as averages do
/// @param oracles the peers whose answer counts
public record Query(
    String name, String sql, boolean ordered, boolean approximate, Set<Peer> oracles) {
  public Query {
    oracles = Set.copyOf(oracles);
  }
}
