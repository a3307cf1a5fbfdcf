package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.sql.schema.SystemTable;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;

/// Rows of objects as batches, each made when it is asked for.
final class SystemRows {
  private SystemRows() {}

  static List<Batch> of(SystemTable table, Database database) {
    return of(table.columns().stream().map(Column::type).toList(), table.rows(database));
  }

  static List<Batch> of(List<DataType> types, List<Object[]> rows) {
    int size = rows.size();
    return new AbstractList<>() {
      @Override
      public Batch get(int index) {
        int from = index * Batch.CAPACITY;
        return batch(types, rows.subList(from, Math.min(size, from + Batch.CAPACITY)));
      }

      @Override
      public int size() {
        return (size + Batch.CAPACITY - 1) / Batch.CAPACITY;
      }
    };
  }

  private static Batch batch(List<DataType> types, List<Object[]> rows) {
    ColumnVector[] columns = new ColumnVector[types.size()];
    for (int i = 0; i < columns.length; i++) {
      VectorBuilder column = VectorBuilder.of(types.get(i).layout(), rows.size());
      for (Object[] row : rows) {
        column.appendDefault(
            row[i] instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : row[i]);
      }
      columns[i] = column.view();
    }
    return new Batch(columns, rows.size());
  }
}
