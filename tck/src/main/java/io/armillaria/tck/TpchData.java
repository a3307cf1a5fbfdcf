package io.armillaria.tck;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The eight tables of TPC-H, generated: the same rows for the same scale, on every machine.
public final class TpchData {
  private static final Map<TpchTable<?>, List<String>> PRIMARY_KEYS =
      Map.of(
          TpchTable.REGION, List.of("r_regionkey"),
          TpchTable.NATION, List.of("n_nationkey"),
          TpchTable.SUPPLIER, List.of("s_suppkey"),
          TpchTable.CUSTOMER, List.of("c_custkey"),
          TpchTable.PART, List.of("p_partkey"),
          TpchTable.PART_SUPPLIER, List.of("ps_partkey", "ps_suppkey"),
          TpchTable.ORDERS, List.of("o_orderkey"),
          TpchTable.LINE_ITEM, List.of("l_orderkey", "l_linenumber"));

  /// The widths of the specification's fixed-length text; other text is VARCHAR.
  private static final Map<String, Integer> FIXED_WIDTHS =
      Map.ofEntries(
          Map.entry("r_name", 25),
          Map.entry("n_name", 25),
          Map.entry("s_name", 25),
          Map.entry("s_phone", 15),
          Map.entry("c_phone", 15),
          Map.entry("c_mktsegment", 10),
          Map.entry("p_mfgr", 25),
          Map.entry("p_brand", 10),
          Map.entry("p_container", 10),
          Map.entry("o_orderstatus", 1),
          Map.entry("o_orderpriority", 15),
          Map.entry("o_clerk", 15),
          Map.entry("l_returnflag", 1),
          Map.entry("l_linestatus", 1),
          Map.entry("l_shipinstruct", 25),
          Map.entry("l_shipmode", 10));

  private TpchData() {}

  /// All tables at a scale factor: 0.01 has 60,000 rows of lineitem, 0.1 has 600,000.
  public static List<Table> tables(double scale) {
    return TpchTable.getTables().stream().map(table -> table(table, scale)).toList();
  }

  /// The table of that name, `lineitem` for example.
  public static Table table(String name, double scale) {
    return table(TpchTable.getTable(name), scale);
  }

  private static <E extends TpchEntity> Table table(TpchTable<E> table, double scale) {
    List<TpchColumn<E>> columns = table.getColumns();
    return new Table(
        table.getTableName(),
        columns.stream().map(TpchData::column).toList(),
        PRIMARY_KEYS.get(table),
        () ->
            StreamSupport.stream(table.createGenerator(scale, 1, 1).spliterator(), false)
                .map(entity -> row(columns, entity))
                .iterator());
  }

  private static Column column(TpchColumn<?> column) {
    String name = column.getColumnName();
    String type =
        switch (column.getType().getBase()) {
          case IDENTIFIER -> name.endsWith("orderkey") ? "BIGINT" : "INTEGER";
          case INTEGER -> "INTEGER";
          case DOUBLE -> "DECIMAL(12,2)";
          case DATE -> "DATE";
          case VARCHAR ->
              FIXED_WIDTHS.containsKey(name)
                  ? "CHAR(" + FIXED_WIDTHS.get(name) + ")"
                  : "VARCHAR(" + column.getType().getPrecision().orElseThrow() + ")";
        };
    return new Column(name, type + " NOT NULL");
  }

  private static <E extends TpchEntity> List<Object> row(List<TpchColumn<E>> columns, E entity) {
    Object[] row = new Object[columns.size()];
    Arrays.setAll(row, i -> value(columns.get(i), entity));
    return Collections.unmodifiableList(Arrays.asList(row));
  }

  private static <E extends TpchEntity> Object value(TpchColumn<E> column, E entity) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> identifier(column.getColumnName(), column.getIdentifier(entity));
      case INTEGER -> column.getInteger(entity);
      case DOUBLE -> BigDecimal.valueOf(column.getDouble(entity)).setScale(2, RoundingMode.HALF_UP);
      case DATE -> LocalDate.ofEpochDay(column.getDate(entity));
      case VARCHAR -> column.getString(entity);
    };
  }

  private static Object identifier(String name, long value) {
    return name.endsWith("orderkey") ? (Object) value : (Object) Math.toIntExact(value);
  }
}
