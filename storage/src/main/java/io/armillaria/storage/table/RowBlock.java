package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnVector;
import java.util.List;

/// Rows on the heap, in columns.
///
/// @param columns as stored, the hidden row id among them where there is no primary key
/// @param vectors one for each column
public record RowBlock(List<Column> columns, List<ColumnVector> vectors, int rows) {
  public RowBlock {
    columns = List.copyOf(columns);
    vectors = List.copyOf(vectors);
  }

  /// The place of the column of that id, or -1.
  public int ordinalOfId(int id) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }
}
