package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.log.LogPosition;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;

/// A node of the history. It knows its ancestors and tables by number, and the [History] finds
/// them, so that it keeps nothing else on the heap. Ancestors are found in logarithmic time by jump
/// pointers (Myers, *An applicative random-access stack*, 1983). Immutable but for its place, which
/// is known when the log has written it; several objects may stand for one commit.
public final class Commit {
  /// What every branch of a new store begins at: no tables, no id.
  public static final Commit ROOT = new Commit();

  private final History history;
  private final CommitFacts facts;
  private final List<TableVersion> changed;
  private volatile Catalog catalog;
  private volatile CommitPlace place;

  private Commit() {
    history = null;
    facts = new CommitFacts(null, 0, List.of(), 0, 0, 0, "", "", "", List.of());
    changed = List.of();
    place = CommitPlace.NONE;
  }

  Commit(History history, CommitFacts facts, CommitPlace place) {
    this.history = Objects.requireNonNull(history);
    this.facts = facts;
    this.place = place;
    List<TableVersion> versions = new ArrayList<>();
    for (VersionFacts version : facts.changed()) {
      versions.add(new TableVersion(history.tableOf(version.table()), version, this));
    }
    this.changed = List.copyOf(versions);
  }

  CommitFacts facts() {
    return facts;
  }

  CommitPlace place() {
    return place;
  }

  void stored(Catalog.Roots roots) {
    place = new CommitPlace(place.epoch(), Optional.of(roots));
  }

  public Optional<ChunkId> id() {
    return Optional.ofNullable(facts.id());
  }

  public String idText() {
    return id().map(ChunkId::toString).orElse("");
  }

  /// Its number in this store: from 1, without gaps; the root's is 0.
  public long transaction() {
    return facts.transaction();
  }

  /// Microseconds since 1970-01-01T00:00Z.
  public long committedAt() {
    return facts.committedAt();
  }

  public String branch() {
    return facts.branch();
  }

  public String author() {
    return facts.author();
  }

  public String message() {
    return facts.message();
  }

  /// The first parent; the root's is itself.
  public Commit parent() {
    return isRoot() ? this : history.commit(facts.parents().getFirst());
  }

  /// The parents but for the root: none, one, or two for a merge.
  public List<Commit> parents() {
    return facts.parents().stream().filter(number -> number > 0).map(history::commit).toList();
  }

  private Commit jump() {
    return isRoot() ? this : history.commit(facts.jump());
  }

  /// The number of the commit that the jump pointer of this one's child leads to.
  long jumpOfChild() {
    Commit jump = jump();
    boolean equalSteps = depth() - jump.depth() == jump.depth() - jump.jump().depth();
    return equalSteps ? jump.jump().transaction() : transaction();
  }

  public boolean isRoot() {
    return facts.transaction() == 0;
  }

  long depth() {
    return facts.depth();
  }

  public List<TableVersion> changed() {
    return changed;
  }

  /// The version of the table that this commit made.
  Optional<TableVersion> change(TableId table) {
    return changed.stream().filter(version -> version.table().equals(table)).findFirst();
  }

  public long epoch() {
    return place.epoch();
  }

  /// Tells where the log has the commit.
  public void written(LogPosition position) {
    place = new CommitPlace(position.epoch(), place.catalog());
  }

  /// The tables and names, if they are known without looking at the parents.
  Optional<Catalog> knownCatalog() {
    if (catalog == null && place.catalog().isPresent()) {
      catalog = Catalog.stored(history.pages(), place.catalog().get());
    }
    return Optional.ofNullable(catalog);
  }

  void catalog(Catalog known) {
    catalog = known;
  }

  Catalog catalog() {
    Catalog known = catalog;
    if (known == null) {
      known = history.catalog(this);
      catalog = known;
    }
    return known;
  }

  /// The version of the table in this commit, dropped ones included.
  public Optional<TableVersion> table(TableId table) {
    return isRoot()
        ? Optional.empty()
        : catalog().version(table).map(number -> history.version(table, number));
  }

  /// The version of the table that has that name, or had it when it was dropped.
  public Optional<TableVersion> table(String name) {
    return isRoot() ? Optional.empty() : catalog().names().get(name).flatMap(this::table);
  }

  /// The tables that exist, without the hidden ones of indexes.
  public List<TableVersion> tables() {
    return tables(Catalog::shown);
  }

  /// The tables that exist, hidden ones too.
  public List<TableVersion> allTables() {
    return tables(Catalog::exists);
  }

  private List<TableVersion> tables(LongPredicate wanted) {
    List<TableVersion> tables = new ArrayList<>();
    if (!isRoot()) {
      catalog()
          .tables()
          .forEach(
              (table, value) -> {
                if (wanted.test(value)) {
                  tables.add(history.version(table, Catalog.number(value)));
                }
              });
    }
    return tables;
  }

  /// How many tables exist, without hidden ones.
  public int tableCount() {
    int[] count = {0};
    if (!isRoot()) {
      catalog().tables().forEach((table, value) -> count[0] += Catalog.shown(value) ? 1 : 0);
    }
    return count[0];
  }

  /// Whether this commit is `other` or one of its ancestors by first parents.
  public boolean isAncestorOf(Commit other) {
    Commit at = other;
    while (at.depth() > depth()) {
      Commit jump = at.jump();
      at = jump.depth() >= depth() ? jump : at.parent();
    }
    return at.equals(this);
  }

  /// The newest of this commit and its ancestors that is not newer than `micros`; the root when
  /// none is.
  public Commit asOf(long micros) {
    Commit at = this;
    while (!at.isRoot() && at.committedAt() > micros) {
      Commit jump = at.jump();
      at = !jump.isRoot() && jump.committedAt() > micros ? jump : at.parent();
    }
    return at;
  }

  /// Commits from this one back to, but without, `ancestor`.
  public long distanceFrom(Commit ancestor) {
    return depth() - ancestor.depth();
  }

  /// Objects of one history are equal when they stand for the same commit.
  @Override
  public boolean equals(Object other) {
    return other instanceof Commit commit
        && transaction() == commit.transaction()
        && id().equals(commit.id());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(transaction());
  }

  @Override
  public String toString() {
    return "commit " + transaction() + " " + idText();
  }
}
