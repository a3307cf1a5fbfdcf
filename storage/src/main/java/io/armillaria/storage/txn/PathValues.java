package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.index.IndexShape;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.SortedRows;
import io.armillaria.storage.table.TableSchema;
import java.util.List;

/// Reads the values of a table's columns from rows of the table that a path to it searches.
final class PathValues {
  private PathValues() {}

  /// @param schema of the table that the path leads to
  /// @param columns ids of its columns, all of which the path has
  static ColumnVector[] of(
      SortedRows rows, KeyPath path, TableSchema schema, List<Integer> columns) {
    return columns.stream()
        .map(
            id -> {
              Column column =
                  path.index()
                      .map(index -> new IndexShape(schema, index))
                      .map(shape -> shape.indexed().get(shape.index().columns().indexOf(id)))
                      .orElseGet(() -> schema.columns().get(schema.ordinalOfId(id)));
              return ColumnVectors.read(
                  rows.reader(column), column.type().layout(), 0, rows.rows());
            })
        .toArray(ColumnVector[]::new);
  }
}
