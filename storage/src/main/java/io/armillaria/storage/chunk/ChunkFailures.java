package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;

/// What is wrong with an object.
final class ChunkFailures {
  private ChunkFailures() {}

  static DatabaseException missing(ChunkId id) {
    return new Failure.Corrupt(id.toString(), "Object " + id + " is missing.").raise();
  }

  /// `file` is named relative to the database.
  static DatabaseException damaged(ChunkId id, String file) {
    return new Failure.Corrupt(
            id.toString(),
            "Object " + id + " in " + file + " is damaged: its bytes do not have that hash.")
        .raise();
  }
}
