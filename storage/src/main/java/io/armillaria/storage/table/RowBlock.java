package io.armillaria.storage.table;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.ConstantReader;
import io.armillaria.storage.column.VectorReader;
import java.util.ArrayList;
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

  /// The given rows, in that order, in arrays that hold nothing else.
  public RowBlock compact(int[] order) {
    List<ColumnVector> own = new ArrayList<>();
    for (ColumnVector vector : vectors) {
      ColumnVector gathered = ColumnVectors.gather(vector, order);
      own.add(gathered instanceof BytesVector bytes ? compact(bytes, order.length) : gathered);
    }
    return new RowBlock(columns, own, order.length);
  }

  private static BytesVector compact(BytesVector vector, int rows) {
    int[] starts = new int[rows];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      starts[row] = size;
      size += vector.lengths()[row];
    }
    byte[] data = new byte[size];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          vector.data(), vector.starts()[row], data, starts[row], vector.lengths()[row]);
    }
    return new BytesVector(data, starts, vector.lengths(), vector.nulls());
  }

  /// The same rows in some of the columns.
  public RowBlock only(List<Column> some) {
    return new RowBlock(
        some, some.stream().map(column -> vectors.get(ordinalOfId(column.id()))).toList(), rows);
  }

  /// The values of a column; [Column#missing] in all rows where the block has none.
  public ColumnReader reader(Column column) {
    int ordinal = ordinalOfId(column.id());
    return ordinal < 0
        ? new ConstantReader(column.missing(), column.type(), rows)
        : new VectorReader(vectors.get(ordinal), rows);
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
