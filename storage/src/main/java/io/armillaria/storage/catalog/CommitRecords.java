package io.armillaria.storage.catalog;

/// Gives the log's records of commits that were written.
@FunctionalInterface
public interface CommitRecords {

  /// The payload of the COMMIT record which begins at byte `offset` of a segment.
  byte[] read(long segment, long offset);
}
