package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.TableId;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// A node of the history. Its tables and names are persistent maps, so that a commit costs what it
/// changed. Ancestors are found in logarithmic time by jump pointers (Myers, *An applicative
/// random-access stack*, 1983). Immutable but for the epoch, which is known when the log has
/// written it.
public final class Commit {
  /// What every branch of a new store begins at: no tables, no id.
  public static final Commit ROOT = new Commit();

  private final Optional<ChunkId> id;
  private final long transaction;
  private final long committedAt;
  private final String branch;
  private final String author;
  private final String message;
  private final Commit parent;
  private final Commit jump;
  private final long depth;
  private final List<TableVersion> changed;
  private final PMap<TableId, TableVersion> tables;
  private final PMap<String, TableId> names;
  private volatile long epoch;

  private Commit() {
    id = Optional.empty();
    transaction = 0;
    committedAt = 0;
    branch = "";
    author = "";
    message = "";
    parent = this;
    jump = this;
    depth = 0;
    changed = List.of();
    tables = HashTreePMap.empty();
    names = HashTreePMap.empty();
  }

  /// @param head what the commit's content says about itself
  /// @param transaction its number in this store
  /// @param branch the branch it was made on
  Commit(
      ChunkId id,
      CommitObject head,
      long transaction,
      String branch,
      Commit parent,
      List<TableVersion> changed) {
    this.id = Optional.of(id);
    this.transaction = transaction;
    this.committedAt = head.committedAt();
    this.branch = branch;
    this.author = head.author();
    this.message = head.message();
    this.parent = parent;
    this.depth = parent.depth + 1;
    boolean equalSteps =
        parent.depth - parent.jump.depth == parent.jump.depth - parent.jump.jump.depth;
    this.jump = equalSteps ? parent.jump.jump : parent;
    this.changed = List.copyOf(changed);
    PMap<TableId, TableVersion> newTables = parent.tables;
    PMap<String, TableId> newNames = parent.names;
    for (TableVersion version : changed) {
      version.bind(this);
      newTables = newTables.plus(version.table(), version);
      Optional<String> oldName = version.previous().map(TableVersion::name);
      if (oldName.isPresent()
          && !oldName.get().equals(version.name())
          && version.table().equals(newNames.get(oldName.get()))) {
        newNames = newNames.minus(oldName.get());
      }
    }
    for (TableVersion version : changed) {
      // a dropped table keeps its name until another takes it, so that its old versions can be read
      TableId holder = newNames.get(version.name());
      if (!version.dropped() || holder == null) {
        newNames = newNames.plus(version.name(), version.table());
      }
    }
    this.tables = newTables;
    this.names = newNames;
  }

  public Optional<ChunkId> id() {
    return id;
  }

  public String idText() {
    return id.map(ChunkId::toString).orElse("");
  }

  public long transaction() {
    return transaction;
  }

  /// Microseconds since 1970-01-01T00:00Z.
  public long committedAt() {
    return committedAt;
  }

  public String branch() {
    return branch;
  }

  public String author() {
    return author;
  }

  public String message() {
    return message;
  }

  public Commit parent() {
    return parent;
  }

  public boolean isRoot() {
    return depth == 0;
  }

  public List<TableVersion> changed() {
    return changed;
  }

  public long epoch() {
    return epoch;
  }

  public void epoch(long number) {
    epoch = number;
  }

  /// The version of the table in this commit, dropped ones included.
  public Optional<TableVersion> table(TableId table) {
    return Optional.ofNullable(tables.get(table));
  }

  /// The version of the table that has that name, or had it when it was dropped.
  public Optional<TableVersion> table(String name) {
    TableId table = names.get(name);
    return table == null ? Optional.empty() : table(table);
  }

  /// The tables that exist, without the hidden ones of indexes.
  public List<TableVersion> tables() {
    return allTables().stream().filter(version -> !version.schema().hidden()).toList();
  }

  /// The tables that exist, hidden ones too.
  public List<TableVersion> allTables() {
    return tables.values().stream().filter(version -> !version.dropped()).toList();
  }

  /// Whether this commit is `other` or one of its ancestors by first parents.
  public boolean isAncestorOf(Commit other) {
    Commit at = other;
    while (at.depth > depth) {
      at = at.jump.depth >= depth ? at.jump : at.parent;
    }
    return at == this;
  }

  /// The newest of this commit and its ancestors that is not newer than `micros`; the root when
  /// none is.
  public Commit asOf(long micros) {
    Commit at = this;
    while (at.depth > 0 && at.committedAt > micros) {
      at = at.jump.depth > 0 && at.jump.committedAt > micros ? at.jump : at.parent;
    }
    return at;
  }

  /// Commits from this one back to, but without, `ancestor`.
  public long distanceFrom(Commit ancestor) {
    return depth - ancestor.depth;
  }
}
