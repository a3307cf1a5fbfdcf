package io.armillaria.storage.index;

import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether each index of a table has exactly one entry for each row, the right one.
public final class IndexCheck {
  private static final int MOST_PROBLEMS = 10;

  private final TableSnapshot table;
  private final List<String> problems = new ArrayList<>();

  private IndexCheck(TableSnapshot table) {
    this.table = table;
  }

  /// What is wrong with the indexes of a table, in words, a sentence each; at most ten. Reads the
  /// whole table and all of its indexes.
  public static List<String> problems(TableSnapshot table) {
    IndexCheck check = new IndexCheck(table);
    table.schema().allIndexes().forEach(check::check);
    return check.problems;
  }

  private void check(Index index) {
    TableSnapshot entries = table.index(index);
    if (entries.rowCount() != table.rowCount()) {
      add(index, "has " + entries.rowCount() + " entries for " + table.rowCount() + " rows");
    }
    IndexShape shape = new IndexShape(table.schema(), index);
    KeySearch search = entries.search();
    Map<Integer, KeyReader> found = new HashMap<>();
    LiveRows.forEach(
        table,
        shape.sources(),
        rows -> {
          TableSchema hidden = entries.schema();
          RowBlock wanted =
              new RowBlock(hidden.columns(), Arrays.asList(shape.entries(rows)), rows.rows());
          KeyReader keys = KeyReader.of(wanted, RowId.keyColumns(hidden));
          KeyReader rowKeys = KeyReader.of(wanted, shape.rowKey());
          for (int row = 0; row < rows.rows() && problems.size() < MOST_PROBLEMS; row++) {
            byte[] key = keys.keyAt(row);
            long address = search.find(key);
            if (address < 0) {
              add(index, "lacks a row with " + IndexShape.keyText(hidden, key));
            } else {
              KeyReader stored =
                  found.computeIfAbsent(
                      (int) (address >>> 32), segment -> reader(entries, segment, shape.rowKey()));
              if (!Arrays.equals(stored.keyAt((int) address), rowKeys.keyAt(row))) {
                add(index, "has another row's key at " + IndexShape.keyText(hidden, key));
              }
            }
          }
        });
  }

  private static KeyReader reader(TableSnapshot entries, int segment, List<Column> columns) {
    return new KeyReader(columns, entries.segments().get(segment)::reader);
  }

  private void add(Index index, String what) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add("Index " + index.name() + " of " + table.name() + " " + what + ".");
    }
  }
}
