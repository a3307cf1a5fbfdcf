package io.armillaria.sql.session;

import io.armillaria.storage.txn.DatabaseOptions;

/// How an engine runs.
///
/// @param database how its database is opened
/// @param threads workers of a query, the caller included; 0 for one each processor
public record EngineOptions(DatabaseOptions database, int threads) {}
