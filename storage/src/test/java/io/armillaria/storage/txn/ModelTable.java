package io.armillaria.storage.txn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a table should hold: its rows by ID, each a map from column to value.
///
/// @param number the same for one table over all branches and names
record ModelTable(
    int number, boolean keyed, List<String> columns, Map<Long, Map<String, Object>> rows) {
  static ModelTable create(int number, boolean keyed) {
    return new ModelTable(number, keyed, List.of("ID", "NAME"), new TreeMap<>());
  }

  ModelTable copy() {
    Map<Long, Map<String, Object>> copies = new TreeMap<>();
    rows.forEach((id, row) -> copies.put(id, new TreeMap<>(row)));
    return new ModelTable(number, keyed, columns, copies);
  }

  ModelTable withColumn(String column, Object missing) {
    List<String> more = new ArrayList<>(columns);
    more.add(column);
    ModelTable wide = new ModelTable(number, keyed, more, copy().rows);
    wide.rows.values().forEach(row -> row.put(column, missing));
    return wide;
  }

  ModelTable withoutColumn(String column) {
    List<String> fewer = new ArrayList<>(columns);
    fewer.remove(column);
    ModelTable narrow = new ModelTable(number, keyed, fewer, copy().rows);
    narrow.rows.values().forEach(row -> row.remove(column));
    return narrow;
  }

  static Map<String, ModelTable> copy(Map<String, ModelTable> tables) {
    Map<String, ModelTable> copies = new TreeMap<>();
    tables.forEach((name, table) -> copies.put(name, table.copy()));
    return copies;
  }
}
