package io.armillaria.storage.txn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a transaction should see and change.
final class ModelTransaction {
  final Transaction real;
  final String branch;

  /// How many commits the branch had when the transaction began.
  final int begun;

  final Map<String, ModelTable> base;
  private State state;
  private final Deque<Saved> savepoints = new ArrayDeque<>();

  private record State(
      Map<String, ModelTable> tables, Map<Integer, Set<Long>> touched, Set<Integer> truncated) {
    State copy() {
      Map<Integer, Set<Long>> keys = new HashMap<>();
      touched.forEach((number, ids) -> keys.put(number, new TreeSet<>(ids)));
      return new State(ModelTable.copy(tables), keys, new TreeSet<>(truncated));
    }
  }

  private record Saved(Transaction.Savepoint real, State state) {}

  /// @param changesTable dropped, created, truncated or defined anew
  record Net(boolean changesTable, boolean defines, Set<Long> keys) {}

  ModelTransaction(Transaction real, String branch, int begun, Map<String, ModelTable> head) {
    this.real = real;
    this.branch = branch;
    this.begun = begun;
    this.base = ModelTable.copy(head);
    this.state = new State(ModelTable.copy(head), new HashMap<>(), new TreeSet<>());
  }

  Map<String, ModelTable> tables() {
    return state.tables();
  }

  void touch(ModelTable table, long id) {
    state.touched().computeIfAbsent(table.number(), key -> new TreeSet<>()).add(id);
  }

  void truncate(ModelTable table) {
    table.rows().clear();
    state.truncated().add(table.number());
  }

  void save() {
    savepoints.push(new Saved(real.savepoint(), state.copy()));
  }

  void goBack() {
    if (!savepoints.isEmpty()) {
      Saved saved = savepoints.peek();
      real.rollbackTo(saved.real());
      state = saved.state().copy();
      if (savepoints.size() > 1) {
        savepoints.pop();
      }
    }
  }

  /// What the transaction changes in the end, by the tables' numbers.
  Map<Integer, Net> net() {
    Map<Integer, Net> result = new TreeMap<>();
    Map<Integer, Entry<String, ModelTable>> before = byNumber(base);
    Map<Integer, Entry<String, ModelTable>> after = byNumber(state.tables());
    before.forEach(
        (number, was) -> {
          Entry<String, ModelTable> is = after.get(number);
          if (is == null) {
            result.put(number, new Net(true, false, Set.of()));
            return;
          }
          boolean defines =
              !was.getKey().equals(is.getKey())
                  || !was.getValue().columns().equals(is.getValue().columns());
          boolean truncates =
              state.truncated().contains(number) && !was.getValue().rows().isEmpty();
          Set<Long> keys = new TreeSet<>(state.touched().getOrDefault(number, Set.of()));
          keys.removeIf(
              id ->
                  truncates
                      ? !is.getValue().rows().containsKey(id)
                      : Objects.equals(
                          was.getValue().rows().get(id), is.getValue().rows().get(id)));
          if (defines || truncates || !keys.isEmpty()) {
            result.put(number, new Net(defines || truncates, defines, keys));
          }
        });
    after.forEach(
        (number, is) -> {
          if (!before.containsKey(number)) {
            result.put(number, new Net(true, true, Set.of()));
          }
        });
    return result;
  }

  static Map<Integer, Entry<String, ModelTable>> byNumber(Map<String, ModelTable> tables) {
    Map<Integer, Entry<String, ModelTable>> result = new HashMap<>();
    tables.entrySet().forEach(entry -> result.put(entry.getValue().number(), entry));
    return result;
  }
}
