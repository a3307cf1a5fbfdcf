package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.sql.planner.TargetColumns;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Remembers some columns of the rows that go into a table.
final class KeepingWriter implements TableWriter {
  private final TableWriter writer;
  private final int[] ordinals;
  private final List<Batch> batches = new ArrayList<>();

  KeepingWriter(TableWriter writer, KeyColumns wanted) {
    this.writer = writer;
    this.ordinals = ordinals(writer.base(), wanted);
  }

  private static int[] ordinals(TableSnapshot table, KeyColumns wanted) {
    TableSchema schema = table.schema();
    return switch (wanted) {
      case KeyColumns.Generated() -> {
        int[] identities =
            IntStream.range(0, schema.columns().size())
                .filter(i -> schema.columns().get(i).identity().isPresent())
                .toArray();
        yield identities.length > 0 ? identities : schema.keyOrdinals();
      }
      case KeyColumns.Named(List<String> names) ->
          names.stream().mapToInt(name -> ordinal(table, name)).toArray();
      case KeyColumns.At(List<Integer> places) ->
          places.stream().mapToInt(place -> ordinal(table, place)).toArray();
    };
  }

  private static int ordinal(TableSnapshot table, String name) {
    List<Column> columns = table.schema().columns();
    return IntStream.range(0, columns.size())
        .filter(i -> table.schema().ordinal(name) < 0)
        .filter(i -> columns.get(i).name().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(() -> TargetColumns.ordinal(name, table));
  }

  private static int ordinal(TableSnapshot table, int place) {
    int columns = table.schema().columns().size();
    if (place < 1 || place > columns) {
      throw new Failure.UndefinedColumn(
              Integer.toString(place),
              "Table "
                  + table.name()
                  + " has no column number "
                  + place
                  + "; it has "
                  + columns
                  + ".")
          .raise();
    }
    return place - 1;
  }

  KeptRows kept() {
    List<ColumnDescription> columns = new ArrayList<>();
    for (int ordinal : ordinals) {
      Column column = base().schema().columns().get(ordinal);
      columns.add(
          new ColumnDescription(
              column.name(), column.name(), base().name(), column.type(), column.nullable()));
    }
    return new KeptRows(columns, batches);
  }

  @Override
  public TableSnapshot base() {
    return writer.base();
  }

  @Override
  public void insert(ColumnVector[] columns, int rows) {
    writer.insert(columns, rows);
    if (rows > 0 && ordinals.length > 0) {
      ColumnVector[] copies = new ColumnVector[ordinals.length];
      for (int i = 0; i < copies.length; i++) {
        VectorBuilder copy =
            VectorBuilder.of(base().schema().columns().get(ordinals[i]).type().layout(), rows);
        copy.appendRange(columns[ordinals[i]], 0, rows);
        copies[i] = copy.build();
      }
      batches.add(new Batch(copies, rows));
    }
  }

  @Override
  public void update(long[] addresses, int rows, int[] changed, ColumnVector[] values) {
    writer.update(addresses, rows, changed, values);
  }

  @Override
  public void delete(long[] addresses, int rows) {
    writer.delete(addresses, rows);
  }

  @Override
  public void finish() {
    writer.finish();
  }

  @Override
  public void close() {
    writer.close();
  }
}
