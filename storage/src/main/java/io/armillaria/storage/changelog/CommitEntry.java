package io.armillaria.storage.changelog;

import java.util.List;

/// One row of the list of commits; `tables` is the number of tables it changed.
public record CommitEntry(
    long transaction,
    long epoch,
    String commit,
    List<String> parents,
    long committedAt,
    String branch,
    int tables,
    String author,
    String message) {}
