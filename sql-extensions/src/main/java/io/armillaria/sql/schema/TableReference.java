package io.armillaria.sql.schema;

import io.armillaria.storage.catalog.VersionSelector;
import java.util.Optional;

/// How a stored table is found again in another transaction.
///
/// @param ref the branch or tag; empty for the session's branch
/// @param text the reference as the user wrote it, for EXPLAIN and messages
public record TableReference(
    Optional<String> ref, String name, VersionSelector selector, String text) {
  @Override
  public String toString() {
    return text;
  }
}
