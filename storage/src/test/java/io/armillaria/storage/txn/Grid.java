package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.index.LiveRows;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Tables of BIGINT columns, written and read the long way.
final class Grid {
  private final Transaction transaction;

  Grid(Transaction transaction) {
    this.transaction = transaction;
  }

  /// A table whose first column is the key, if it has one.
  Grid create(String name, boolean keyed, String... columns) {
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      all.add(new Column(i + 1, columns[i], DataType.Plain.BIGINT, !(keyed && i == 0)));
    }
    transaction.createTable(
        Optional.empty(),
        name,
        new TableSchema(all, keyed ? List.of(1) : List.of(), name + "_PKEY", List.of()));
    return this;
  }

  TableSnapshot table(String name) {
    return transaction.table(Optional.empty(), name, VersionSelector.LATEST);
  }

  private Grid alter(String name, UnaryOperator<TableSchema> change) {
    transaction.alterTable(Optional.empty(), name, name, change.apply(table(name).schema()));
    return this;
  }

  private List<Integer> ids(String table, List<String> columns) {
    return columns.stream().map(c -> table(table).schema().column(c).orElseThrow().id()).toList();
  }

  Grid index(String table, String name, boolean unique, String... columns) {
    Index index = new Index(name, ids(table, List.of(columns)), unique, TableId.random());
    return alter(table, schema -> schema.withIndexes(with(schema.indexes(), index)));
  }

  Grid unique(String table, String name, String... columns) {
    return constrain(
        table, new Constraint.Unique(name, ids(table, List.of(columns)), TableId.random()));
  }

  Grid refer(
      String child, String name, String column, String parent, String parentColumn, Rule rule) {
    return constrain(
        child,
        new Constraint.ForeignKey(
            name,
            ids(child, List.of(column)),
            table(parent).id(),
            ids(parent, List.of(parentColumn)),
            rule.onDelete(),
            rule.onUpdate(),
            rule.deferrability()));
  }

  /// What a foreign key does.
  record Rule(
      Constraint.Action onDelete,
      Constraint.Action onUpdate,
      Constraint.Deferrability deferrability) {
    static Rule of(Constraint.Action action) {
      return new Rule(action, action, Constraint.Deferrability.NOT_DEFERRABLE);
    }
  }

  private Grid constrain(String table, Constraint constraint) {
    return alter(table, schema -> schema.withConstraints(with(schema.constraints(), constraint)));
  }

  Grid dropConstraint(String table, String name) {
    return alter(
        table,
        schema ->
            schema.withConstraints(
                schema.constraints().stream().filter(c -> !c.name().equals(name)).toList()));
  }

  Grid dropIndex(String table, String name) {
    return alter(
        table,
        schema ->
            schema.withIndexes(
                schema.indexes().stream().filter(i -> !i.name().equals(name)).toList()));
  }

  private static <T> List<T> with(List<? extends T> list, T more) {
    List<T> result = new ArrayList<>(list);
    result.add(more);
    return result;
  }

  Grid insert(String table, Long... row) {
    return insert(table, List.of(Arrays.asList(row)));
  }

  Grid insert(String table, List<List<Long>> rows) {
    int width = table(table).schema().columns().size();
    ColumnVector[] columns = new ColumnVector[width];
    for (int i = 0; i < width; i++) {
      int column = i;
      columns[i] =
          ColumnVectors.of(
              DataType.Layout.LONG, rows.stream().map(row -> row.get(column)).toArray());
    }
    try (TableWriter writer = transaction.write(Optional.empty(), table)) {
      writer.insert(columns, rows.size());
      writer.finish();
    }
    return this;
  }

  Grid delete(String table, Predicate<List<Long>> which) {
    try (TableWriter writer = transaction.write(Optional.empty(), table)) {
      long[] addresses = addresses(writer.base(), which);
      writer.delete(addresses, addresses.length);
      writer.finish();
    }
    return this;
  }

  /// Sets one column of some rows.
  Grid update(String table, Predicate<List<Long>> which, String column, UnaryOperator<Long> value) {
    try (TableWriter writer = transaction.write(Optional.empty(), table)) {
      long[] addresses = addresses(writer.base(), which);
      int ordinal = writer.base().schema().ordinal(column);
      Object[] values =
          Arrays.stream(addresses)
              .mapToObj(address -> value.apply(row(writer.base(), address).get(ordinal)))
              .toArray();
      writer.update(
          addresses,
          addresses.length,
          new int[] {ordinal},
          new ColumnVector[] {ColumnVectors.of(DataType.Layout.LONG, values)});
      writer.finish();
    }
    return this;
  }

  private static List<Long> row(TableSnapshot table, long address) {
    return table.schema().columns().stream()
        .map(
            column ->
                (Long)
                    ColumnVectors.value(
                        ColumnVectors.read(
                            table.segments().get((int) (address >>> 32)).reader(column),
                            column.type().layout(),
                            (int) address,
                            1),
                        0))
        .toList();
  }

  private static long[] addresses(TableSnapshot table, Predicate<List<Long>> which) {
    List<Long> addresses = new ArrayList<>();
    for (int s = 0; s < table.segments().size(); s++) {
      for (int row = 0; row < table.segments().get(s).rows(); row++) {
        long address = (long) s << 32 | row;
        if (!table.segments().get(s).deleted().contains(row) && which.test(row(table, address))) {
          addresses.add(address);
        }
      }
    }
    return addresses.stream().mapToLong(Long::longValue).toArray();
  }

  /// All rows, in order, NULLs last.
  List<List<Long>> rows(String table) {
    return rows(table(table));
  }

  static List<List<Long>> rows(TableSnapshot table) {
    List<List<Long>> rows = new ArrayList<>();
    LiveRows.forEach(table, table.schema().columns(), block -> add(block, rows));
    rows.sort(ORDER);
    return rows;
  }

  private static void add(RowBlock block, List<List<Long>> rows) {
    for (int row = 0; row < block.rows(); row++) {
      int at = row;
      rows.add(block.vectors().stream().map(v -> (Long) ColumnVectors.value(v, at)).toList());
    }
  }

  static final Comparator<List<Long>> ORDER =
      (left, right) -> {
        Comparator<Long> values = Comparator.nullsLast(Comparator.naturalOrder());
        for (int i = 0; i < left.size(); i++) {
          int order = values.compare(left.get(i), right.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };
}
