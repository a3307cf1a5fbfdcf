package io.armillaria.storage.catalog;

import io.armillaria.storage.failure.DatabaseException;

/// Knows which versions' data was let go.
public interface VersionGuard {
  /// Whether the version can be read.
  boolean keeps(TableVersion version);

  /// The failure to read a version that is not kept: VersionExpired.
  DatabaseException expired(TableVersion version);
}
