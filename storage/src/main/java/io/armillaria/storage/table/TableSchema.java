package io.armillaria.storage.table;

import java.util.List;
import java.util.Optional;

/// The columns, key and constraints of a table at one version.
///
/// @param columns in the order of SELECT *
/// @param primaryKey ids of the key's columns in key order; empty for a table whose rows are named
///   by a hidden row id
/// @param primaryKeyName the constraint's name, for messages
public record TableSchema(
    List<Column> columns,
    List<Integer> primaryKey,
    String primaryKeyName,
    List<Constraint> constraints) {
  public TableSchema {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    constraints = List.copyOf(constraints);
  }

  public boolean hasPrimaryKey() {
    return !primaryKey.isEmpty();
  }

  /// The place of the column of that name in `columns`, or -1.
  public int ordinal(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// The place of the column of that id in `columns`, or -1.
  public int ordinalOfId(int id) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  public Optional<Column> column(String name) {
    int ordinal = ordinal(name);
    return ordinal < 0 ? Optional.empty() : Optional.of(columns.get(ordinal));
  }

  /// The places of the key's columns in `columns`, in key order.
  public int[] keyOrdinals() {
    return primaryKey.stream().mapToInt(this::ordinalOfId).toArray();
  }
}
