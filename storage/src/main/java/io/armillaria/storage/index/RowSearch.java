package io.armillaria.storage.index;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.TableSnapshot;
import java.util.HashMap;
import java.util.Map;

/// Finds rows of a table by a key path. Keeps its readers between calls. Not thread safe.
public final class RowSearch {
  private final TableSnapshot table;
  private final KeyPath path;
  private final KeySearch rows;
  private final TableSnapshot entries;
  private final KeySearch search;
  private final IndexShape shape;
  private final Map<Integer, KeyReader> rowKeys = new HashMap<>();

  public RowSearch(TableSnapshot table, KeyPath path) {
    this.table = table;
    this.path = path;
    this.rows = table.search();
    this.entries = path.index().map(table::index).orElse(table);
    this.search = path.index().isPresent() ? entries.search() : rows;
    this.shape = path.index().map(index -> new IndexShape(table.schema(), index)).orElse(null);
  }

  /// Visits the addresses in the table of its rows whose keys on the path are, or begin with,
  /// `key`.
  ///
  /// @return whether all were visited
  public boolean visit(byte[] key, KeySearch.Visitor visitor) {
    return path.visit(search, key, found -> visitor.visit(row(found)));
  }

  /// The address in the table of the row that the entry at `found` stands for.
  private long row(long found) {
    if (shape == null) {
      return found;
    }
    KeyReader keys =
        rowKeys.computeIfAbsent(
            (int) (found >>> 32),
            segment -> new KeyReader(shape.rowKey(), entries.segments().get(segment)::reader));
    long row = rows.find(keys.keyAt((int) found));
    if (row < 0) {
      throw new Failure.Corrupt(
              "index " + shape.index().name(),
              "Index "
                  + shape.index().name()
                  + " of "
                  + table.name()
                  + " has an entry for a row that is not there. CHECK TABLE says more.")
          .raise();
    }
    return row;
  }
}
