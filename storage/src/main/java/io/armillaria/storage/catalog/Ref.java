package io.armillaria.storage.catalog;

/// A branch or a tag.
///
/// @param name as created; found ignoring case
/// @param createdAt microseconds since 1970-01-01T00:00Z
public record Ref(Kind kind, String name, Commit head, long createdAt) {
  /// Branches move with their commits, tags do not.
  public enum Kind {
    BRANCH,
    TAG
  }

  public Ref at(Commit newHead) {
    return new Ref(kind, name, newHead, createdAt);
  }
}
