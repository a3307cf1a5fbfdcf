package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyEncoder;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A table T (ID BIGINT PRIMARY KEY, NAME VARCHAR), written and read the long way.
public final class Tables {
  public static final Column ID = new Column(1, "ID", DataType.Plain.BIGINT, false);
  public static final Column NAME =
      new Column(2, "NAME", new DataType.Varchar(DataType.UNLIMITED), true);

  private Tables() {}

  public static TableSchema keyed() {
    return new TableSchema(List.of(ID, NAME), List.of(1), "T_PKEY", List.of());
  }

  public static TableSchema keyless() {
    return new TableSchema(List.of(ID, NAME), List.of(), "", List.of());
  }

  public static ColumnVector ids(Long... ids) {
    return ColumnVectors.of(DataType.Layout.LONG, (Object[]) ids);
  }

  public static ColumnVector names(String... names) {
    Object[] values = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = names[i] == null ? null : names[i].getBytes(StandardCharsets.UTF_8);
    }
    return ColumnVectors.of(DataType.Layout.BYTES, values);
  }

  public static void insert(Transaction transaction, Map<Long, String> rows) {
    Long[] ids = rows.keySet().toArray(Long[]::new);
    String[] names = rows.values().toArray(String[]::new);
    try (TableWriter writer = transaction.write(Optional.empty(), "T")) {
      writer.insert(new ColumnVector[] {ids(ids), names(names)}, ids.length);
      writer.finish();
    }
  }

  public static void rename(Transaction transaction, long id, String name) {
    try (TableWriter writer = transaction.write(Optional.empty(), "T")) {
      long address = address(writer.base(), id);
      writer.update(new long[] {address}, 1, new int[] {1}, new ColumnVector[] {names(name)});
      writer.finish();
    }
  }

  public static void delete(Transaction transaction, long id) {
    try (TableWriter writer = transaction.write(Optional.empty(), "T")) {
      writer.delete(new long[] {address(writer.base(), id)}, 1);
      writer.finish();
    }
  }

  public static void renameTable(Transaction transaction, String name, String newName) {
    TableSchema schema = transaction.table(Optional.empty(), name, VersionSelector.LATEST).schema();
    transaction.alterTable(Optional.empty(), name, newName, schema);
  }

  public static long address(TableSnapshot table, long id) {
    return table.schema().hasPrimaryKey()
        ? table.find(new KeyEncoder().reset().appendLong(id).toBytes())
        : scan(table).get(id);
  }

  public static Map<Long, Long> scan(TableSnapshot table) {
    Map<Long, Long> addresses = new TreeMap<>();
    for (int s = 0; s < table.segments().size(); s++) {
      Segment segment = table.segments().get(s);
      ColumnVector ids =
          ColumnVectors.read(
              segment.reader(table.schema().columns().getFirst()),
              DataType.Layout.LONG,
              0,
              segment.rows());
      for (int row = 0; row < segment.rows(); row++) {
        if (!segment.deleted().contains(row)) {
          addresses.put((Long) ColumnVectors.value(ids, row), (long) s << 32 | row);
        }
      }
    }
    return addresses;
  }

  public static Map<Long, String> rows(Transaction transaction, VersionSelector selector) {
    return rows(transaction.table(Optional.empty(), "T", selector));
  }

  public static Map<Long, String> rows(Transaction transaction) {
    return rows(transaction, VersionSelector.LATEST);
  }

  public static Map<Long, String> rows(TableSnapshot table) {
    Map<Long, String> rows = new TreeMap<>();
    long seen = 0;
    for (Segment segment : table.segments()) {
      List<ColumnVector> columns = new ArrayList<>();
      for (Column column : table.schema().columns()) {
        columns.add(
            ColumnVectors.read(segment.reader(column), column.type().layout(), 0, segment.rows()));
      }
      for (int row = 0; row < segment.rows(); row++) {
        if (!segment.deleted().contains(row)) {
          Object name = ColumnVectors.value(columns.get(1), row);
          rows.put(
              (Long) ColumnVectors.value(columns.get(0), row),
              name == null ? null : new String((byte[]) name, StandardCharsets.UTF_8));
          seen++;
        }
      }
    }
    if (seen != table.rowCount() || seen != rows.size()) {
      throw new AssertionError(seen + " rows seen, " + table.rowCount() + " announced, " + rows);
    }
    return rows;
  }
}
