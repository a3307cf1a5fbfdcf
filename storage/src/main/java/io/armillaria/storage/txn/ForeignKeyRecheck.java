package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.LayoutSearch;
import io.armillaria.storage.table.Reference;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.SortedRows;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Foreign keys once more when a transaction commits and others have changed the branch since it
/// began: its rows were checked against parents that may be gone now, and the rows that it takes
/// away may have got children. Rows that both sides touch have met in [Conflicts] already, and so
/// have changes of the tables themselves.
final class ForeignKeyRecheck {
  private final History history;
  private final Commit base;
  private final Commit head;
  private final Map<TableId, Change> mine = new HashMap<>();
  private final Map<TableId, KeySearch> searches = new HashMap<>();
  private final Map<TableId, Set<DraftRows.Key>> deleted = new HashMap<>();

  /// @param base the branch's head when the transaction began
  /// @param head the branch's head now
  ForeignKeyRecheck(History history, Commit base, Commit head) {
    this.history = history;
    this.base = base;
    this.head = head;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException SchemaConflict
  void check(List<Committer.Pending> pending) {
    pending.forEach(change -> mine.put(change.prepared().table().id(), change.prepared().change()));
    for (Committer.Pending change : pending) {
      if (!change.draft().dropped() && !change.draft().schema().hidden()) {
        check(change.draft());
      }
    }
  }

  private void check(TableDraft draft) {
    TableId table = draft.history().id();
    for (Constraint.ForeignKey key : draft.schema().foreignKeys()) {
      schema(key.parent())
          .ifPresent(
              parent ->
                  checkChildren(
                      draft.name(), ForeignKeyEnds.of(key, table, draft.schema(), parent)));
    }
    for (Reference reference : draft.schema().references()) {
      schema(reference.child())
          .ifPresent(
              child -> {
                Constraint.ForeignKey key =
                    (Constraint.ForeignKey) child.constraint(reference.constraint()).orElseThrow();
                checkParents(
                    draft.name(), ForeignKeyEnds.of(key, reference.child(), child, draft.schema()));
              });
    }
  }

  /// As others left it; a table that only this transaction knows needs no second look.
  private Optional<TableSchema> schema(TableId table) {
    return head.table(table).filter(version -> !version.dropped()).map(TableVersion::schema);
  }

  /// My rows of the child, when others changed the parent.
  private void checkChildren(String name, ForeignKeyEnds ends) {
    Change change = mine.get(ends.searchedChild());
    if (change == null || !othersChanged(ends.searchedParent())) {
      return;
    }
    Set<DraftRows.Key> added = new HashSet<>();
    for (SortedRows rows : upserts(mine.get(ends.searchedParent()))) {
      keys(rows, ends.searchedParent()).forEach(key -> added.add(new DraftRows.Key(key)));
    }
    for (SortedRows rows : upserts(change)) {
      ColumnVector[] values = values(rows, ends.childPath(), ends.child(), ends.key().columns());
      for (int row = 0; row < rows.rows(); row++) {
        if (!ForeignKeyEnds.free(values, row)) {
          byte[] key = ends.parentKey(values, row);
          if (search(ends.searchedParent()).find(key) < 0
              && !added.contains(new DraftRows.Key(key))) {
            throw conflict(name, ends, values, row);
          }
        }
      }
    }
  }

  /// Keys that I take from the parent, when others changed the child.
  private void checkParents(String name, ForeignKeyEnds ends) {
    Change change = mine.get(ends.searchedParent());
    if (change == null || !othersChanged(ends.searchedChild())) {
      return;
    }
    for (SortedRows rows : change.deletes()) {
      ColumnVector[] values =
          values(rows, ends.parentPath(), ends.key().parent(), ends.key().parentColumns());
      for (int row = 0; row < rows.rows(); row++) {
        if (!ForeignKeyEnds.free(values, row) && hasChildren(ends, ends.childKey(values, row))) {
          throw conflict(name, ends, values, row);
        }
      }
    }
  }

  private boolean hasChildren(ForeignKeyEnds ends, byte[] key) {
    TableVersion version = head.table(ends.searchedChild()).orElseThrow();
    List<? extends Segment> segments = history.layout(version).segments();
    List<Column> keyColumns = RowId.keyColumns(version.schema());
    return !ends.childPath()
        .visit(
            search(ends.searchedChild()),
            key,
            address -> {
              Segment segment = segments.get((int) (address >>> 32));
              byte[] found = new KeyReader(keyColumns, segment::reader).keyAt((int) address);
              return deleted(ends.searchedChild()).contains(new DraftRows.Key(found));
            });
  }

  private Set<DraftRows.Key> deleted(TableId table) {
    return deleted.computeIfAbsent(
        table,
        id -> {
          Set<DraftRows.Key> keys = new HashSet<>();
          Change change = mine.get(id);
          for (SortedRows rows : change == null ? List.<SortedRows>of() : change.deletes()) {
            keys(rows, id).forEach(key -> keys.add(new DraftRows.Key(key)));
          }
          return keys;
        });
  }

  private List<byte[]> keys(SortedRows rows, TableId table) {
    KeyReader reader = new KeyReader(RowId.keyColumns(schema(table).orElseThrow()), rows::reader);
    List<byte[]> keys = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      keys.add(reader.keyAt(row));
    }
    return keys;
  }

  private static List<SortedRows> upserts(Change change) {
    return change == null
        ? List.of()
        : change.upserts().stream().map(Change.Upserts::rows).toList();
  }

  private boolean othersChanged(TableId table) {
    return !head.table(table).equals(base.table(table));
  }

  private KeySearch search(TableId table) {
    return searches.computeIfAbsent(
        table,
        id -> {
          TableVersion version = head.table(id).orElseThrow();
          return new LayoutSearch(history.layout(version), RowId.keyColumns(version.schema()));
        });
  }

  /// The values of some columns of the table that the path leads to, from rows of the table that it
  /// searches.
  private ColumnVector[] values(
      SortedRows rows, KeyPath path, TableId table, List<Integer> columns) {
    return PathValues.of(rows, path, schema(table).orElseThrow(), columns);
  }

  private RuntimeException conflict(
      String name, ForeignKeyEnds ends, ColumnVector[] values, int row) {
    TableSchema parent = schema(ends.key().parent()).orElseThrow();
    return new Failure.SchemaConflict(
            name,
            "The foreign key %s would be broken: the row %s of %s and rows that refer to it were"
                    .formatted(
                        ends.key().name(),
                        ends.parentPath().text(parent, ends.parentKey(values, row)),
                        head.table(ends.key().parent()).map(TableVersion::name).orElseThrow())
                + " changed by this transaction, which began at "
                + base.transaction()
                + ", and by another one since. Retry the transaction.")
        .raise();
  }
}
