package io.armillaria.sql.session;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyEncoder;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.List;

/// Rows as messages name them: by the primary key, or by all values where there is none.
final class RowText {
  private RowText() {}

  /// The columns that name a row.
  static List<Column> columns(TableSchema schema) {
    return schema.hasPrimaryKey() ? RowId.keyColumns(schema) : schema.columns();
  }

  /// @param vectors of [#columns]
  static String of(TableSchema schema, ColumnVector[] vectors, int row) {
    List<Column> columns = columns(schema);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      values.add(vectors[i].isNull(row) ? "NULL" : value(columns.get(i), vectors[i], row));
    }
    return "(" + String.join(", ", values) + ")";
  }

  private static String value(Column column, ColumnVector vector, int row) {
    String text = KeyTexts.text(List.of(column), KeyEncoder.key(new ColumnVector[] {vector}, row));
    return text.substring(1, text.length() - 1);
  }
}
