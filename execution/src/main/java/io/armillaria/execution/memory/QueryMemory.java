package io.armillaria.execution.memory;

import java.util.Optional;

/// What an engine gives its queries to hold rows in.
public record QueryMemory(MemoryBudget budget, SpillArea area) {
  private static final QueryMemory UNLIMITED =
      new QueryMemory(new MemoryBudget(Long.MAX_VALUE / 2), new SpillArea(Optional.empty()));

  /// For runs that belong to no engine.
  public static QueryMemory unlimited() {
    return UNLIMITED;
  }

  /// For one query, which closes it.
  public Workspace open() {
    return new Workspace(this);
  }
}
