package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.index.IndexShape;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.TableId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a prepared transaction keeps others from: rows and keys that it writes, parents that its
/// rows refer to, children of what it deletes, and what it has locked.
final class PreparedHold {
  private final PreparedTransaction prepared;
  private final ChangeSet theirs;

  PreparedHold(History history, Refs refs, PreparedTransaction prepared) {
    this.prepared = prepared;
    Commit head = refs.ref(Ref.Kind.BRANCH, prepared.branch()).head();
    this.theirs = new ChangeSet(head, prepared.changes(history, head));
  }

  /// Whether the transaction has locked that, or writes it.
  boolean holds(LockName name) {
    return switch (name) {
      case LockName.Row row ->
          locks(row) || locks(row.table()) || (writes(row.table()) && writes(row));
      case LockName.Table table -> writes(table) || locks(table) || locksRows(table);
      case LockName.Name(String branch, String wanted) ->
          branch.equals(prepared.branch()) && defines(wanted);
      case LockName.Prepared(String id) -> id.equals(prepared.id());
    };
  }

  private boolean locks(LockName name) {
    return prepared.locks().contains(name);
  }

  private boolean locksRows(LockName.Table table) {
    return prepared.locks().stream()
        .anyMatch(lock -> lock instanceof LockName.Row row && row.table().equals(table));
  }

  private boolean writes(LockName.Table table) {
    return table.branch().equals(prepared.branch()) && theirs.changes().containsKey(table.table());
  }

  private boolean writes(LockName.Row row) {
    TableId table = row.table().table();
    return theirs.changes().get(table).changesTable() || theirs.keys(table).contains(row.key());
  }

  private boolean defines(String name) {
    return theirs.changes().values().stream()
        .anyMatch(change -> change.definition().filter(it -> it.name().equals(name)).isPresent());
  }

  /// Checks that changes can be committed before the prepared transaction is, or without it.
  ///
  /// @param branch that they are for
  /// @throws Blocked when they cannot
  void check(Ref branch, List<Committer.Pending> pending) {
    Map<TableId, Change> changes = new LinkedHashMap<>();
    pending.forEach(each -> changes.put(each.prepared().table().id(), each.prepared().change()));
    ChangeSet mine = new ChangeSet(branch.head(), changes);
    pending.forEach(each -> check(branch.name(), each, mine));
    if (branch.name().equals(prepared.branch())
        && (mine.refersToGone(theirs) || theirs.refersToGone(mine))) {
      throw blocked("A row that a foreign key refers to");
    }
  }

  private void check(String branch, Committer.Pending pending, ChangeSet mine) {
    String name = pending.draft().name();
    Change change = pending.prepared().change();
    LockName.Table table = new LockName.Table(branch, pending.prepared().table().id());
    if (change.definition().isPresent() && holds(new LockName.Name(branch, name))) {
      throw blocked("The name " + name);
    }
    if (locks(table) || (change.changesTable() && holds(table))) {
      throw blocked("Table " + name);
    }
    Optional<byte[]> clash = Optional.empty();
    if (writes(table)) {
      if (theirs.changes().get(table.table()).changesTable()) {
        throw blocked("Table " + name);
      }
      clash = mine.keys(table.table()).shared(theirs.keys(table.table()), key -> true);
    }
    if (clash.isEmpty() && locksRows(table)) {
      clash = mine.keys(table.table()).first(key -> locks(new LockName.Row(table, key)));
    }
    if (clash.isPresent()) {
      throw blocked(
          "Row "
              + IndexShape.keyText(pending.draft().schema(), clash.get())
              + " of "
              + pending.shownName(theirs.head()));
    }
  }

  private Blocked blocked(String thing) {
    return new Blocked(new LockName.Prepared(prepared.id()), thing);
  }
}
