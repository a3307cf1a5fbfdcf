package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;

/// A commit that is durable: its store-wide number, hash and time in microseconds since 1970Z.
public record CommitInfo(long transaction, String commit, long committedAt) {
  static CommitInfo of(Commit commit) {
    return new CommitInfo(commit.transaction(), commit.idText(), commit.committedAt());
  }
}
