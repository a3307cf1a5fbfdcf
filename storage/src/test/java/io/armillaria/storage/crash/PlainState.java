package io.armillaria.storage.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What a database holds, in plain collections: its branches and tags, and every version of every
/// table, each in full.
final class PlainState {
  /// A table at one version.
  ///
  /// @param number counts the tables in the order of their creation
  /// @param rows by ID, each a list of the values of the other columns
  record Table(
      int number, long version, List<String> columns, NavigableMap<Long, List<Object>> rows) {}

  /// One version of a table; no table where it was dropped.
  record Version(String name, Table table) {}

  final NavigableMap<String, NavigableMap<String, Table>> branches = new TreeMap<>();
  final NavigableMap<String, NavigableMap<String, Table>> tags = new TreeMap<>();
  final List<List<Version>> tables = new ArrayList<>();

  /// What prepared transactions will do to main, by their ids.
  final NavigableMap<String, Consumer<Edit>> prepared = new TreeMap<>();

  int commits;

  /// What a new database holds.
  static PlainState empty() {
    PlainState state = new PlainState();
    state.branches.put("main", new TreeMap<>());
    return state;
  }

  PlainState copy() {
    PlainState copy = new PlainState();
    copy.branches.putAll(branches);
    copy.tags.putAll(tags);
    tables.forEach(versions -> copy.tables.add(new ArrayList<>(versions)));
    copy.prepared.putAll(prepared);
    copy.commits = commits;
    return copy;
  }

  /// A commit on `branch`: `change` edits its tables.
  void commit(String branch, Consumer<Edit> change) {
    Edit edit = new Edit(this, new TreeMap<>(branches.get(branch)));
    change.accept(edit);
    edit.finish();
    branches.put(branch, edit.now);
    commits++;
  }

  /// The tables of a branch in the middle of a commit.
  static final class Edit {
    private final PlainState state;
    private final NavigableMap<String, Table> now;
    private final Map<Integer, Version> changed = new LinkedHashMap<>();
    private int created;

    private Edit(PlainState state, NavigableMap<String, Table> now) {
      this.state = state;
      this.now = now;
    }

    void create(String name) {
      int number = state.tables.size() + created++;
      change(name, new Table(number, 0, List.of("NAME"), new TreeMap<>()));
    }

    void drop(String name) {
      changed.put(now.remove(name).number(), new Version(name, null));
    }

    void rename(String name, String newName) {
      change(newName, now.remove(name));
    }

    /// Lets `work` change a copy of the rows.
    void rows(String name, Consumer<NavigableMap<Long, List<Object>>> work) {
      Table table = now.get(name);
      NavigableMap<Long, List<Object>> rows = new TreeMap<>(table.rows());
      work.accept(rows);
      change(name, new Table(table.number(), 0, table.columns(), rows));
    }

    void addColumn(String name, String column, Object missing) {
      Table table = now.get(name);
      List<String> columns = new ArrayList<>(table.columns());
      columns.add(column);
      NavigableMap<Long, List<Object>> rows = new TreeMap<>(table.rows());
      rows.replaceAll(
          (id, row) -> {
            List<Object> wide = new ArrayList<>(row);
            wide.add(missing);
            return wide;
          });
      change(name, new Table(table.number(), 0, columns, rows));
    }

    void dropColumn(String name, String column) {
      Table table = now.get(name);
      int place = table.columns().indexOf(column);
      List<String> columns = new ArrayList<>(table.columns());
      columns.remove(place);
      NavigableMap<Long, List<Object>> rows = new TreeMap<>(table.rows());
      rows.replaceAll(
          (id, row) -> {
            List<Object> narrow = new ArrayList<>(row);
            narrow.remove(place);
            return narrow;
          });
      change(name, new Table(table.number(), 0, columns, rows));
    }

    /// Whether the table is there and has rows of these ids.
    boolean has(String name, long from, long to) {
      Table table = now.get(name);
      return table != null && !table.rows().subMap(from, to + 1).isEmpty();
    }

    private void change(String name, Table table) {
      now.put(name, table);
      changed.put(table.number(), new Version(name, table));
    }

    private void finish() {
      for (int i = 0; i < created; i++) {
        state.tables.add(new ArrayList<>());
      }
      changed.forEach(
          (number, version) -> {
            List<Version> versions = state.tables.get(number);
            Table table = version.table();
            if (table != null) {
              table = new Table(number, versions.size() + 1L, table.columns(), table.rows());
              now.put(version.name(), table);
            }
            versions.add(new Version(version.name(), table));
          });
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlainState that
        && commits == that.commits
        && branches.equals(that.branches)
        && tags.equals(that.tags)
        && prepared.keySet().equals(that.prepared.keySet())
        && tables.equals(that.tables);
  }

  @Override
  public int hashCode() {
    return commits;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(commits + " commits, prepared " + prepared.keySet());
    branches.forEach((name, head) -> append(text.append("\nbranch ").append(name), head));
    tags.forEach((name, head) -> append(text.append("\ntag ").append(name), head));
    for (List<Version> versions : tables) {
      text.append("\ntable:");
      versions.forEach(
          version ->
              text.append(' ')
                  .append(version.name())
                  .append(version.table() == null ? " dropped" : describe(version.table())));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, NavigableMap<String, Table> head) {
    head.forEach((name, table) -> text.append(' ').append(name).append(describe(table)));
  }

  private static String describe(Table table) {
    return "("
        + table.number()
        + ":"
        + table.version()
        + ", "
        + table.columns()
        + ", "
        + table.rows().size()
        + " rows, "
        + Integer.toHexString(table.rows().hashCode())
        + ")";
  }
}
