package io.armillaria.storage.txn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a database should hold: every branch's commits, each with all tables as it left them.
final class ModelHistory {
  /// @param versions of all tables in it, by their numbers
  record Committed(
      CommitInfo real,
      Map<String, ModelTable> tables,
      Map<Integer, Long> versions,
      Map<Integer, ModelTransaction.Net> changed) {}

  final Map<String, List<Committed>> branches = new TreeMap<>(Map.of("main", List.of()));
  final List<Committed> all = new ArrayList<>();
  private final Map<Integer, Long> lastVersions = new HashMap<>();

  Map<String, ModelTable> head(String branch) {
    List<Committed> commits = branches.get(branch);
    return commits.isEmpty() ? Map.of() : commits.getLast().tables();
  }

  ModelTransaction begin(Transaction real, String branch) {
    return new ModelTransaction(real, branch, branches.get(branch).size(), head(branch));
  }

  /// Whether what was committed on the branch meanwhile keeps the transaction from committing.
  boolean conflicts(ModelTransaction mine) {
    Map<Integer, ModelTransaction.Net> net = mine.net();
    List<Committed> commits = branches.get(mine.branch);
    for (Committed other : commits.subList(mine.begun, commits.size())) {
      for (Entry<Integer, ModelTransaction.Net> entry : net.entrySet()) {
        ModelTransaction.Net theirs = other.changed().get(entry.getKey());
        if (theirs != null && clash(entry.getValue(), theirs)) {
          return true;
        }
      }
    }
    Set<String> taken = new java.util.TreeSet<>();
    head(mine.branch)
        .forEach(
            (name, table) -> {
              if (!net.containsKey(table.number())) {
                taken.add(name);
              }
            });
    return mine.tables().entrySet().stream()
        .anyMatch(
            entry -> {
              ModelTransaction.Net change = net.get(entry.getValue().number());
              return change != null && change.defines() && taken.contains(entry.getKey());
            });
  }

  private static boolean clash(ModelTransaction.Net mine, ModelTransaction.Net theirs) {
    return mine.changesTable()
        || theirs.changesTable()
        || mine.keys().stream().anyMatch(theirs.keys()::contains);
  }

  void commit(ModelTransaction mine, CommitInfo real) {
    Map<String, ModelTable> tables = ModelTable.copy(head(mine.branch));
    Map<Integer, Entry<String, ModelTable>> own = ModelTransaction.byNumber(mine.tables());
    Map<Integer, ModelTransaction.Net> net = mine.net();
    List<Committed> commits = branches.get(mine.branch);
    Map<Integer, Long> versions =
        new HashMap<>(commits.isEmpty() ? Map.of() : commits.getLast().versions());
    net.forEach(
        (number, change) -> {
          versions.put(number, lastVersions.merge(number, 1L, Long::sum));
          if (change.changesTable()) {
            tables.values().removeIf(table -> table.number() == number);
          } else {
            Map<Long, Map<String, Object>> from = own.get(number).getValue().rows();
            Map<Long, Map<String, Object>> into = tables.get(own.get(number).getKey()).rows();
            for (long id : change.keys()) {
              into.remove(id);
              Optional.ofNullable(from.get(id)).ifPresent(row -> into.put(id, row));
            }
          }
        });
    net.forEach(
        (number, change) -> {
          if (change.changesTable() && own.containsKey(number)) {
            tables.put(own.get(number).getKey(), own.get(number).getValue().copy());
          }
        });
    Committed committed = new Committed(real, tables, versions, net);
    all.add(committed);
    List<Committed> longer = new ArrayList<>(commits);
    longer.add(committed);
    branches.put(mine.branch, longer);
  }

  /// Whether the first branch's commits are all of the second's too.
  boolean isBehind(String branch, String other) {
    List<Committed> shorter = branches.get(branch);
    List<Committed> longer = branches.get(other);
    return shorter.size() <= longer.size()
        && (shorter.isEmpty()
            || longer.get(shorter.size() - 1).real().equals(shorter.getLast().real()));
  }
}
