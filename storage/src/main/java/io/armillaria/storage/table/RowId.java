package io.armillaria.storage.table;

import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The hidden column that names the rows of a table without a primary key. Ids start at 1 and come
/// from one sequence per table over all branches.
public final class RowId {
  /// Column id 0 is never a user's.
  public static final Column COLUMN = new Column(0, "__ROW_ID", DataType.Plain.BIGINT, false);

  private RowId() {}

  /// The columns whose values name a row of the table, in key order.
  public static List<Column> keyColumns(TableSchema schema) {
    if (!schema.hasPrimaryKey()) {
      return List.of(COLUMN);
    }
    List<Column> columns = new ArrayList<>(schema.primaryKey().size());
    for (int id : schema.primaryKey()) {
      columns.add(schema.columns().get(schema.ordinalOfId(id)));
    }
    return Collections.unmodifiableList(columns);
  }

  /// The columns as they are stored: the hidden one first where there is no primary key.
  public static List<Column> storedColumns(TableSchema schema) {
    if (schema.hasPrimaryKey()) {
      return schema.columns();
    }
    List<Column> columns = new ArrayList<>(schema.columns());
    columns.addFirst(COLUMN);
    return List.copyOf(columns);
  }
}
