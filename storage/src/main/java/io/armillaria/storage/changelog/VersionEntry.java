package io.armillaria.storage.changelog;

/// One version of one table.
public record VersionEntry(
    String table,
    String tableId,
    long version,
    String branch,
    String commit,
    long transaction,
    long committedAt,
    long rows,
    long inserted,
    long updated,
    long deleted,
    boolean dropped) {}
