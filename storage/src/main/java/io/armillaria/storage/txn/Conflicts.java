package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.SortedRows;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a transaction's changes go together with what others committed to its branch since it
/// began: rows by key, first committer wins; a change of the table itself goes together with
/// nothing.
final class Conflicts {
  private final Commit base;
  private final Commit head;

  /// @param base the branch's head when the transaction began
  /// @param head the branch's head now
  Conflicts(Commit base, Commit head) {
    this.base = base;
    this.head = head;
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
    for (Committer.Pending change : pending) {
      checkName(change, mine);
      Optional<TableVersion> now = head.table(change.prepared().table().id());
      if (change.draft().base().isPresent() && !now.equals(change.draft().base())) {
        checkRows(change, now.orElseThrow());
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

  private void checkRows(Committer.Pending mine, TableVersion now) {
    String name = mine.draft().name();
    TableVersion start = mine.draft().base().orElseThrow();
    List<TableVersion> theirs = new ArrayList<>();
    for (TableVersion v = now; !v.equals(start); v = v.previous().orElseThrow()) {
      theirs.add(v);
    }
    boolean tableChanged =
        mine.prepared().change().changesTable()
            || theirs.stream().anyMatch(version -> version.change().changesTable());
    if (tableChanged) {
      throw new Failure.SchemaConflict(
              name,
              "Table "
                  + name
                  + " was changed by transaction "
                  + theirs.getFirst().commit().transaction()
                  + " after this one began at "
                  + base.transaction()
                  + ", and one of them changes the table itself. Retry the transaction.")
          .raise();
    }
    List<Column> keyColumns = RowId.keyColumns(now.schema());
    Set<DraftRows.Key> ours = new HashSet<>();
    keys(mine.prepared().change(), keyColumns).forEach(key -> ours.add(new DraftRows.Key(key)));
    for (TableVersion version : theirs.reversed()) {
      for (byte[] key : keys(version.change(), keyColumns)) {
        if (ours.contains(new DraftRows.Key(key))) {
          throw new Failure.WriteConflict(
                  name,
                  KeyTexts.text(keyColumns, key),
                  version.commit().transaction(),
                  base.transaction())
              .raise();
        }
      }
    }
  }

  private static List<byte[]> keys(Change change, List<Column> keyColumns) {
    List<SortedRows> touched = new ArrayList<>(change.deletes());
    change.upserts().forEach(upserts -> touched.add(upserts.rows()));
    List<byte[]> keys = new ArrayList<>();
    for (SortedRows rows : touched) {
      KeyReader reader = new KeyReader(keyColumns, rows::reader);
      for (int row = 0; row < rows.rows(); row++) {
        keys.add(reader.keyAt(row));
      }
    }
    return keys;
  }
}
