package io.armillaria.storage.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A transaction as it went: what it read and wrote, in its order, and whether it committed. No two
/// writes of a history have the same value, and who writes a key has read it before.
///
/// @param session those of one session ran one after the other, in the order of the history
record Executed(int session, boolean committed, List<Operation> operations) {
  static final String INITIAL = "initial";

  Executed {
    operations = List.copyOf(operations);
  }

  record Operation(boolean writes, long key, String value) {}

  static Operation read(long key, String value) {
    return new Operation(false, key, value);
  }

  static Operation write(long key, String value) {
    return new Operation(true, key, value);
  }

  /// The last value that it gave each key.
  Map<Long, String> written() {
    Map<Long, String> values = new LinkedHashMap<>();
    operations.stream().filter(Operation::writes).forEach(op -> values.put(op.key(), op.value()));
    return values;
  }

  /// What it read of keys that it had not written before.
  List<Operation> readOfOthers() {
    List<Operation> reads = new ArrayList<>();
    Map<Long, String> own = new LinkedHashMap<>();
    for (Operation operation : operations) {
      if (operation.writes()) {
        own.put(operation.key(), operation.value());
      } else if (!own.containsKey(operation.key())) {
        reads.add(operation);
      }
    }
    return reads;
  }

  /// Whether it read what it had written.
  boolean readsItsOwnWrites() {
    Map<Long, String> own = new LinkedHashMap<>();
    for (Operation operation : operations) {
      if (operation.writes()) {
        own.put(operation.key(), operation.value());
      } else if (!own.getOrDefault(operation.key(), operation.value()).equals(operation.value())) {
        return false;
      }
    }
    return true;
  }
}
