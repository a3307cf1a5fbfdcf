package io.armillaria.storage.changelog;

import java.util.OptionalLong;

/// One row of the changelog: what one commit did to one table. Times are microseconds since
/// 1970-01-01T00:00Z.
public record ChangeEntry(
    long transaction,
    long epoch,
    String commit,
    long committedAt,
    String branch,
    String table,
    OptionalLong oldVersion,
    OptionalLong newVersion,
    boolean newTable,
    long inserted,
    long updated,
    long deleted,
    String author,
    String message) {}
