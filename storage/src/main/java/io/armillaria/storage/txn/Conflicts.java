package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.IndexShape;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a transaction's changes go together with what others committed to its branch since it
/// began: rows by key, first committer wins; a change of the table itself goes together with
/// nothing. Costs no more than the keys of the smaller side, each looked up in the other.
final class Conflicts {
  private final Commit base;
  private final Commit head;
  private final Pins pins;

  /// @param base the branch's head when the transaction began
  /// @param head the branch's head now
  Conflicts(Commit base, Commit head, Pins pins) {
    this.base = base;
    this.head = head;
    this.pins = pins;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException WriteConflict, SchemaConflict
  void check(List<Committer.Pending> pending) {
    if (!base.isAncestorOf(head)) {
      throw new Failure.SchemaConflict(
              head.branch(),
              "The branch was moved to another history after the transaction began. Retry the"
                  + " transaction.")
          .raise();
    }
    Set<TableId> mine = new HashSet<>();
    pending.forEach(change -> mine.add(change.prepared().table().id()));
    // what happened to a table says more than what happened to its indexes
    List<Committer.Pending> indexesLast = new ArrayList<>(pending);
    indexesLast.sort(Comparator.comparing(change -> change.draft().schema().hidden()));
    for (Committer.Pending change : indexesLast) {
      checkName(change, mine);
      if (change.draft().base().isPresent()) {
        checkRows(change, change.draft().base().get());
      }
    }
  }

  /// A name is taken when a table has it that the transaction does not change itself: those that it
  /// does, it has dropped or renamed.
  private void checkName(Committer.Pending change, Set<TableId> mine) {
    String name = change.draft().name();
    boolean clash =
        change.prepared().change().definition().isPresent()
            && head.table(name)
                .filter(version -> !version.dropped())
                .filter(version -> !mine.contains(version.table()))
                .isPresent();
    if (clash) {
      throw new Failure.SchemaConflict(
              name, "Table " + name + " was created by another transaction after this one began.")
          .raise();
    }
  }

  private void checkRows(Committer.Pending mine, TableVersion draftBase) {
    TableId table = mine.prepared().table().id();
    // a draft that was moved to a newer base is still held to what the transaction began with; an
    // index follows its table's rows, which are held so, and meets those of locked rows again
    TableVersion start =
        draftBase.schema().hidden() ? draftBase : base.table(table).orElse(draftBase);
    TableVersion now = head.table(table).orElseThrow();
    if (now.equals(start)) {
      return;
    }
    List<TableVersion> theirs = since(start, now);
    if (mine.prepared().change().changesTable()) {
      throw tableChanged(mine.shownName(head), theirs.getFirst());
    }
    List<Column> keyColumns = RowId.keyColumns(now.schema());
    ChangedKeys ours = new ChangedKeys(mine.prepared().change(), keyColumns);
    for (TableVersion version : theirs.reversed()) {
      long transaction = version.commit().transaction();
      if (version.change().changesTable()) {
        throw tableChanged(mine.shownName(head), version);
      }
      Optional<byte[]> clash =
          ours.shared(
              new ChangedKeys(version.change(), keyColumns),
              key -> !pins.cover(table, key, transaction));
      if (clash.isPresent()) {
        throw rowChanged(
            mine.shownName(head), IndexShape.keyText(now.schema(), clash.get()), transaction);
      }
    }
  }

  /// The versions after `start`, the newest first.
  static List<TableVersion> since(TableVersion start, TableVersion now) {
    List<TableVersion> versions = new ArrayList<>();
    for (TableVersion v = now; !v.equals(start); v = v.previous().orElseThrow()) {
      versions.add(v);
    }
    return versions;
  }

  RuntimeException rowChanged(String table, List<Column> keyColumns, byte[] key, long theirs) {
    return rowChanged(table, KeyTexts.text(keyColumns, key), theirs);
  }

  private RuntimeException rowChanged(String table, String key, long theirs) {
    return new Failure.WriteConflict(table, key, theirs, base.transaction()).raise();
  }

  RuntimeException tableChanged(String table, TableVersion theirs) {
    return new Failure.SchemaConflict(
            table,
            "Table "
                + table
                + " was changed by transaction "
                + theirs.commit().transaction()
                + " after this one began at "
                + base.transaction()
                + ", and one of them changes the table itself. Retry the transaction.")
        .raise();
  }
}
