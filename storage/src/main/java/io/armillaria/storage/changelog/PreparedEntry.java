package io.armillaria.storage.changelog;

import java.util.List;

/// A transaction that is prepared.
///
/// @param preparedAt microseconds since 1970-01-01T00:00Z
/// @param tables the names of those that it changes
public record PreparedEntry(
    String id, long preparedAt, String branch, List<String> tables, String author, String message) {
  public PreparedEntry {
    tables = List.copyOf(tables);
  }
}
