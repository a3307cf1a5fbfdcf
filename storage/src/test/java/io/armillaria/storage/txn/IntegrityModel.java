package io.armillaria.storage.txn;

import io.armillaria.storage.table.Constraint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Tables with keys and foreign keys, kept plainly: every rule is checked over all rows after each
/// statement.
final class IntegrityModel {
  record Key(String table, int column) {}

  record Link(
      String child, int column, String parent, int parentColumn, Constraint.Action action) {}

  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final List<Key> keys;
  private final List<Link> links;
  private Map<String, List<List<Long>>> tables = new TreeMap<>();

  IntegrityModel(List<Key> keys, List<Link> links) {
    this.keys = keys;
    this.links = links;
  }

  IntegrityModel copy() {
    IntegrityModel copy = new IntegrityModel(keys, links);
    tables.forEach((name, rows) -> copy.tables.put(name, new ArrayList<>(rows)));
    return copy;
  }

  void create(String table) {
    tables.put(table, new ArrayList<>());
  }

  List<List<Long>> rows(String table) {
    return tables.get(table).stream().sorted(Grid.ORDER).toList();
  }

  void insert(String table, List<List<Long>> rows) throws Refused {
    statement(changes -> tables.get(table).addAll(rows));
  }

  void delete(String table, Predicate<List<Long>> which) throws Refused {
    statement(changes -> change(table, which, row -> null, changes));
  }

  void update(String table, Predicate<List<Long>> which, int column, UnaryOperator<Long> value)
      throws Refused {
    statement(
        changes ->
            change(table, which, row -> with(row, column, value.apply(row.get(column))), changes));
  }

  private static List<Long> with(List<Long> row, int column, Long value) {
    List<Long> changed = new ArrayList<>(row);
    changed.set(column, value);
    return changed;
  }

  /// @param after null for a row that goes
  private record Change(String table, List<Long> before, List<Long> after) {}

  private interface Work {
    void run(Deque<Change> changes);
  }

  private void statement(Work work) throws Refused {
    Map<String, List<List<Long>>> start = copy().tables;
    Deque<Change> changes = new ArrayDeque<>();
    work.run(changes);
    boolean allowed = true;
    while (allowed && !changes.isEmpty()) {
      allowed = follow(changes);
    }
    if (!allowed || !holds()) {
      tables = start;
      throw new Refused();
    }
  }

  private void change(
      String table,
      Predicate<List<Long>> which,
      UnaryOperator<List<Long>> how,
      Deque<Change> changes) {
    List<List<Long>> result = new ArrayList<>();
    for (List<Long> row : tables.get(table)) {
      List<Long> after = which.test(row) ? how.apply(row) : row;
      if (after != null) {
        result.add(after);
      }
      if (which.test(row)) {
        changes.add(new Change(table, row, after));
      }
    }
    tables.put(table, result);
  }

  /// Whether no RESTRICT stands in the way of the changes so far.
  private boolean follow(Deque<Change> changes) {
    List<Change> all = new ArrayList<>(changes);
    changes.clear();
    for (Link link : links) {
      Map<Long, Change> moved = new TreeMap<>();
      for (Change change : all) {
        Long old = change.table().equals(link.parent()) ? value(change.before(), link) : null;
        Long now = change.after() == null ? null : value(change.after(), link);
        if (old != null && !Objects.equals(old, now)) {
          moved.put(old, change);
        }
      }
      Predicate<List<Long>> refers =
          row -> row.get(link.column()) != null && moved.containsKey(row.get(link.column()));
      switch (link.action()) {
        case NO_ACTION -> {}
        case RESTRICT -> {
          if (tables.get(link.child()).stream().anyMatch(refers)) {
            return false;
          }
        }
        case CASCADE ->
            change(
                link.child(),
                refers,
                row -> {
                  List<Long> parent = moved.get(row.get(link.column())).after();
                  return parent == null ? null : with(row, link.column(), value(parent, link));
                },
                changes);
        case SET_NULL, SET_DEFAULT ->
            change(link.child(), refers, row -> with(row, link.column(), null), changes);
      }
    }
    return true;
  }

  private static Long value(List<Long> row, Link link) {
    return row.get(link.parentColumn());
  }

  /// Whether every rule holds for all rows.
  boolean holds() {
    for (Key key : keys) {
      Set<Long> seen = new HashSet<>();
      for (List<Long> row : tables.get(key.table())) {
        Long value = row.get(key.column());
        if (value != null && !seen.add(value)) {
          return false;
        }
      }
    }
    for (Link link : links) {
      Set<Long> present = new HashSet<>();
      tables.get(link.parent()).forEach(row -> present.add(value(row, link)));
      for (List<Long> row : tables.get(link.child())) {
        Long value = row.get(link.column());
        if (value != null && !present.contains(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Takes rows as they are.
  void load(String table, List<List<Long>> rows) {
    tables.put(table, new ArrayList<>(rows));
  }
}
