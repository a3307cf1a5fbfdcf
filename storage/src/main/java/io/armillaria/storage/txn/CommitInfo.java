package io.armillaria.storage.txn;

/// A commit that is durable: its store-wide number, hash and time in microseconds since 1970Z.
public record CommitInfo(long transaction, String commit, long committedAt) {}
