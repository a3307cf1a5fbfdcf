package io.armillaria.storage.check;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.CommitObject;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads everything that a database refers to and tells what is not as it should be: objects that
/// are missing or damaged, commits whose hash is not that of their content, versions whose layouts
/// do not have the rows that the changes make, indexes that do not have the rows of their tables,
/// leaves out of order, statistics that are not true, refs that lead nowhere.
///
/// Sees what was committed when it began, beside readers and writers. Holds a few bytes for each
/// object and version, and one batch of rows.
public final class DatabaseCheck {
  private final History history;
  private final Refs refs;
  private final Report report;
  private final ObjectCheck objects;
  private final LeafCheck leaves;
  private final Function<TableVersion, TableSnapshot> snapshots;

  /// @param refs what the check sees
  /// @param snapshots reads versions of tables
  /// @param found is told each problem, in the thread that checks
  /// @param between runs again and again meanwhile; it ends the check by throwing Cancelled
  public DatabaseCheck(
      History history,
      Refs refs,
      Function<TableVersion, TableSnapshot> snapshots,
      Consumer<Problem> found,
      Runnable between) {
    this.history = history;
    this.refs = refs;
    this.snapshots = snapshots;
    this.report = new Report(found, between);
    this.objects = new ObjectCheck(history, report);
    this.leaves = new LeafCheck(objects, report);
  }

  /// Checks everything.
  public void all() {
    for (long number = 1; number <= refs.lastTransaction(); number++) {
      commit(number);
    }
    refs.all().forEach(this::ref);
    refs.prepared().forEach(this::prepared);
    Set<TableVersion> heads = new HashSet<>();
    refs.all().forEach(ref -> heads.addAll(ref.head().tables()));
    history.tables().forEach(table -> table(table, heads));
  }

  /// Checks every version of a table.
  public void table(TableHistory table) {
    Set<TableVersion> heads = new HashSet<>();
    refs.all().forEach(ref -> ref.head().table(table.id()).ifPresent(heads::add));
    table(table, heads);
  }

  private void table(TableHistory table, Set<TableVersion> heads) {
    TableCheck check = tableCheck();
    for (TableVersion version : table.versions()) {
      if (version.commit().transaction() <= refs.lastTransaction()) {
        check.check(version, heads.contains(version));
      }
    }
  }

  /// Checks one version of a table, and what it is read from.
  public void version(TableVersion version) {
    tableCheck().checkAlone(version);
  }

  private TableCheck tableCheck() {
    return new TableCheck(history, objects, leaves, snapshots, report);
  }

  private void commit(long number) {
    report.guard("commit " + number, Problem.Kind.COMMIT, () -> commit(history.commit(number)));
  }

  private void commit(Commit commit) {
    String name = "commit " + commit.idText();
    report.guard(
        name,
        Problem.Kind.COMMIT,
        () -> {
          List<ChunkId> parents =
              commit.parents().stream().flatMap(parent -> parent.id().stream()).toList();
          List<CommitObject.TableChange> changes =
              commit.changed().stream()
                  .map(v -> new CommitObject.TableChange(v.table(), v.changeId()))
                  .toList();
          CommitObject object =
              new CommitObject(
                  parents, commit.committedAt(), commit.author(), commit.message(), changes);
          if (!history.hash(object.encode()).equals(commit.id().orElseThrow())) {
            report.add(name, Problem.Kind.COMMIT, "Its content does not have that hash.");
          }
          if (commit.committedAt() <= commit.parent().committedAt()) {
            report.add(name, Problem.Kind.COMMIT, "It is not later than its parent.");
          }
        });
  }

  private void ref(Ref ref) {
    String name = (ref.kind() == Ref.Kind.TAG ? "tag " : "branch ") + ref.name();
    report.guard(
        name,
        Problem.Kind.REF,
        () ->
            ref.head()
                .id()
                .ifPresent(
                    id -> {
                      if (!history.commit(id).equals(ref.head())) {
                        throw new Failure.Corrupt(name, "It leads to another commit " + id + ".")
                            .raise();
                      }
                    }));
  }

  private void prepared(PreparedTransaction prepared) {
    Commit head = refs.ref(Ref.Kind.BRANCH, prepared.branch()).head();
    report.guard(
        "prepared transaction " + prepared.id(),
        Problem.Kind.CHANGE,
        () -> prepared.changes(history, head).values().forEach(change -> check(change, head)));
  }

  private void check(Change change, Commit head) {
    TableSchema schema =
        change
            .definition()
            .map(Change.Definition::schema)
            .or(() -> head.table(change.table()).map(TableVersion::schema))
            .orElseThrow();
    for (Change.Upserts upserts : change.upserts()) {
      if (upserts.rows() instanceof LeafRows leaf) {
        leaves.check(leaf, RowId.storedColumns(schema), RowId.keyColumns(schema));
      }
    }
  }
}
