package io.armillaria.storage.changelog;

/// What one table costs: the bytes that its versions name, counted once for each version that names
/// them (`logicalBytes`), and counted once (`storedBytes`); the difference is what was shared.
public record StorageEntry(
    String table,
    long versions,
    long chunks,
    long logicalBytes,
    long storedBytes,
    long sharedBytes) {}
