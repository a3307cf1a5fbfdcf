package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.RowId;
import java.util.List;
import java.util.Optional;

/// What one transaction needs to hold when it commits: what it wrote against what others wrote
/// since it began, what it read likewise, and the locks of others.
///
/// @param base the head of the branch that is written, when the transaction began
/// @param constrained the head that its foreign keys were first checked against, which may be older
record TransactionCheck(
    History history,
    Commit base,
    Commit constrained,
    Pins pins,
    ReadSet reads,
    TransactionLocks locks)
    implements CommitCheck {
  @Override
  public void prepare(Refs refs, String branch, List<Committer.Pending> pending) {
    if (!reads.isEmpty()) {
      Commit head = refs.ref(Ref.Kind.BRANCH, branch).head();
      if (!head.equals(base)) {
        new Conflicts(base, head, pins).check(pending);
      }
      reads.check(refs, history);
    }
  }

  @Override
  public void check(Refs refs, Ref head, List<Committer.Pending> pending) {
    if (!head.head().equals(base)) {
      new Conflicts(base, head.head(), pins).check(pending);
    }
    if (!head.head().equals(constrained)) {
      new ForeignKeyRecheck(history, constrained, head.head()).check(pending);
    }
    reads.check(refs, history);
    refs.prepared()
        .forEach(prepared -> new PreparedHold(history, refs, prepared).check(head, pending));
    pending.forEach(change -> checkLocks(head.name(), change));
  }

  private void checkLocks(String branch, Committer.Pending pending) {
    String name = pending.draft().name();
    Change change = pending.prepared().change();
    if (change.definition().isPresent()) {
      requireFree(new LockName.Name(branch, name), "The name " + name);
    }
    LockName.Table table = new LockName.Table(branch, pending.prepared().table().id());
    if (!locks.isLockedByOthers(table)) {
      return;
    }
    if (change.changesTable()) {
      throw new Blocked(table, "Table " + name);
    }
    List<Column> keyColumns = RowId.keyColumns(pending.draft().schema());
    Optional<byte[]> locked =
        new ChangedKeys(change, keyColumns)
            .first(key -> !locks.isFree(new LockName.Row(table, key)));
    if (locked.isPresent()) {
      throw new Blocked(
          new LockName.Row(table, locked.get()),
          "Row " + KeyTexts.text(keyColumns, locked.get()) + " of " + name);
    }
  }

  private void requireFree(LockName name, String thing) {
    if (!locks.isFree(name)) {
      throw new Blocked(name, thing);
    }
  }
}
