package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.changelog.ChangeEntry;
import io.armillaria.storage.changelog.ChunkEntry;
import io.armillaria.storage.changelog.CommitEntry;
import io.armillaria.storage.changelog.RefEntry;
import io.armillaria.storage.changelog.StorageEntry;
import io.armillaria.storage.changelog.VersionEntry;
import java.util.List;
import java.util.Optional;

/// An open database. Safe for many threads.
public final class Database implements AutoCloseable {
  private Database() {}

  /// Opens the database, recovering what its log holds, or creates it.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException CannotOpen, TooNew, TooOld, Corrupt
  public static Database open(DatabaseOptions options) {
    throw new UnsupportedOperationException(options.toString());
  }

  /// Begins a transaction whose own tables are those of `branch`, and whose snapshot is now.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference
  public Transaction begin(String branch) {
    throw new UnsupportedOperationException(branch);
  }

  /// Creates a branch at `from` (a branch or tag) as of `selector` (Latest, AsOf or AtCommit).
  /// `replace` moves an existing branch; else `ifNotExists` leaves it alone.
  ///
  /// @return whether anything changed
  public boolean createBranch(
      String name, String from, VersionSelector selector, boolean replace, boolean ifNotExists) {
    throw new UnsupportedOperationException(name);
  }

  /// @return whether the branch existed; when it did not and `ifExists` is false,
  ///   UndefinedReference
  public boolean dropBranch(String name, boolean ifExists) {
    throw new UnsupportedOperationException(name);
  }

  public boolean createTag(
      String name, String from, VersionSelector selector, boolean ifNotExists) {
    throw new UnsupportedOperationException(name);
  }

  public boolean dropTag(String name, boolean ifExists) {
    throw new UnsupportedOperationException(name);
  }

  /// Merges `source` into `target`: moves target's head to source's when target has no commit that
  /// source lacks.
  ///
  /// @return whether the head moved; false when target had all of source already
  /// @throws io.armillaria.storage.failure.DatabaseException MergeConflict when both have commits
  ///   that the other lacks
  public boolean merge(String source, String target) {
    throw new UnsupportedOperationException(source);
  }

  /// The name as stored of the branch that `name` means, ignoring case.
  public Optional<String> branch(String name) {
    throw new UnsupportedOperationException(name);
  }

  public List<RefEntry> branches() {
    throw new UnsupportedOperationException();
  }

  public List<RefEntry> tags() {
    throw new UnsupportedOperationException();
  }

  /// All commits of the store, oldest first.
  public List<CommitEntry> commits() {
    throw new UnsupportedOperationException();
  }

  /// All changes of the store, oldest first.
  public List<ChangeEntry> changelog() {
    throw new UnsupportedOperationException();
  }

  public List<VersionEntry> versions() {
    throw new UnsupportedOperationException();
  }

  public List<ChunkEntry> chunks() {
    throw new UnsupportedOperationException();
  }

  public List<StorageEntry> storage() {
    throw new UnsupportedOperationException();
  }

  /// The BLAKE3 that runs, such as `native avx512` or `java`.
  public String hashName() {
    throw new UnsupportedOperationException();
  }

  /// Marks a clean close and releases the files. Open transactions are rolled back.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
