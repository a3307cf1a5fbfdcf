package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import java.util.List;

/// What has to hold when a commit takes its place.
interface CommitCheck {
  /// Looks at the commits so far, outside the commit lock, so that [#check] has less to do.
  void prepare(Refs refs, String branch, List<Committer.Pending> pending);

  /// Asked under the commit lock, with every commit before in sight.
  ///
  /// @param refs with all commits before
  /// @param head the branch to be written
  /// @throws io.armillaria.storage.failure.DatabaseException WriteConflict, ReadConflict,
  ///   SchemaConflict
  /// @throws Blocked when another transaction has locked what is to be written
  void check(Refs refs, Ref head, List<Committer.Pending> pending);
}
