package io.armillaria.storage.catalog;

import java.util.Objects;

/// Which version of a table a statement means, beside the branch or tag it names.
public sealed interface VersionSelector {
  VersionSelector LATEST = new Latest();

  /// The newest version that the reader's snapshot has.
  record Latest() implements VersionSelector {}

  /// `VERSION n`: n of the table's own sequence, on any branch unless a branch is named as well.
  record AtVersion(long number) implements VersionSelector {}

  /// The newest version at that time, in microseconds since 1970-01-01T00:00Z.
  record AsOf(long micros) implements VersionSelector {}

  /// The table as that commit left it; `hash` in lower-case hexadecimal, at least 8 digits,
  /// unambiguous.
  record AtCommit(String hash) implements VersionSelector {
    public AtCommit {
      Objects.requireNonNull(hash);
    }
  }
}
