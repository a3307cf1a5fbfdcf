package io.armillaria.sql.session;

import io.armillaria.storage.txn.DatabaseOptions;

/// How an engine runs.
///
/// @param database how its database is opened
/// @param threads workers of a query, the caller included; 0 for one each processor
/// @param memoryLimit bytes that the running queries may hold together; 0 for a quarter of the
///   heap's maximum, at most 1 GiB
public record EngineOptions(DatabaseOptions database, int threads, long memoryLimit) {
  public EngineOptions(DatabaseOptions database, int threads) {
    this(database, threads, 0);
  }
}
