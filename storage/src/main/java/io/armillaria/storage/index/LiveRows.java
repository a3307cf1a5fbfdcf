package io.armillaria.storage.index;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads all live rows of a table, in some of its columns, segment by segment.
public final class LiveRows {
  private LiveRows() {}

  public static void forEach(TableSnapshot table, List<Column> columns, Consumer<RowBlock> rows) {
    for (Segment segment : table.segments()) {
      RowBlock block = read(segment, columns);
      if (block.rows() > 0) {
        rows.accept(block);
      }
    }
  }

  private static RowBlock read(Segment segment, List<Column> columns) {
    List<ColumnVector> vectors = new ArrayList<>();
    int live = segment.rows() - segment.deleted().getCardinality();
    for (Column column : columns) {
      VectorBuilder builder = VectorBuilder.of(column.type().layout(), live);
      if (live > 0) {
        append(segment, column, builder);
      }
      vectors.add(builder.build());
    }
    return new RowBlock(columns, vectors, live);
  }

  private static void append(Segment segment, Column column, VectorBuilder builder) {
    ColumnReader reader = segment.reader(column);
    int row = 0;
    while (row < segment.rows()) {
      int from = (int) segment.deleted().nextAbsentValue(row);
      long next = segment.deleted().nextValue(from);
      int to = next < 0 ? segment.rows() : (int) Math.min(next, segment.rows());
      if (from < to) {
        ColumnVector run = ColumnVectors.read(reader, column.type().layout(), from, to - from);
        builder.appendRange(run, 0, to - from);
      }
      row = Math.max(to, from + 1);
    }
  }
}
