package io.armillaria.storage.table;

import java.util.List;

/// Finds rows of a layout by key; keeps its readers between calls. Not thread safe.
public final class LayoutSearch {
  private final Layout layout;
  private final List<Column> keyColumns;
  private final KeyReader[] readers;

  public LayoutSearch(Layout layout, List<Column> keyColumns) {
    this.layout = layout;
    this.keyColumns = keyColumns;
    this.readers = new KeyReader[layout.segments().size()];
  }

  /// The address of the live row of that key, or -1. Newer segments are looked at first.
  public long find(byte[] key) {
    for (int index = readers.length - 1; index >= 0; index--) {
      LayoutSegment segment = layout.segments().get(index);
      SortedRows stored = segment.stored();
      if (KeyReader.compare(key, stored.firstKey()) < 0
          || KeyReader.compare(key, stored.lastKey()) > 0) {
        continue;
      }
      if (readers[index] == null) {
        readers[index] = new KeyReader(keyColumns, stored::reader);
      }
      int row = readers[index].search(key, stored.rows());
      if (row >= 0 && !segment.deleted().contains(row)) {
        return (long) index << 32 | row;
      }
    }
    return -1;
  }
}
