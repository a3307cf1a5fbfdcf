package io.armillaria.sqlline;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Creates and loads the tables of TPC-H, one transaction a table.
final class TpchLoad {
  private static final int BATCH = 10_000;

  private static final Map<String, String> KEYS =
      Map.of(
          "customer", "c_custkey",
          "orders", "o_orderkey",
          "lineitem", "l_orderkey, l_linenumber",
          "part", "p_partkey",
          "partsupp", "ps_partkey, ps_suppkey",
          "supplier", "s_suppkey",
          "nation", "n_nationkey",
          "region", "r_regionkey");

  private final Connection connection;
  private final PrintStream out;
  private final double scale;

  TpchLoad(Connection connection, PrintStream out, double scale) {
    this.connection = connection;
    this.out = out;
    this.scale = scale;
  }

  /// @return rows loaded
  long run() throws SQLException {
    long rows = 0;
    for (TpchTable<?> table : TpchTable.getTables()) {
      rows += load(table);
    }
    return rows;
  }

  private <E extends TpchEntity> long load(TpchTable<E> table) throws SQLException {
    String name = table.getTableName();
    List<TpchColumn<E>> columns = table.getColumns();
    String definitions =
        columns.stream()
            .map(column -> column.getColumnName() + " " + type(column) + " NOT NULL")
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE " + name + " (" + definitions + ", PRIMARY KEY (" + KEYS.get(name) + "))");
    }
    connection.setAutoCommit(false);
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    ProgressBar bar = new ProgressBar(out, name, estimate(name));
    long rows = 0;
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name + " VALUES (" + marks + ")")) {
      for (E row : table.createGenerator(scale, 1, 1)) {
        bind(insert, columns, row);
        insert.addBatch();
        if (++rows % BATCH == 0) {
          insert.executeBatch();
          bar.at(rows);
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    bar.finish(rows);
    return rows;
  }

  private static <E extends TpchEntity> void bind(
      PreparedStatement insert, List<TpchColumn<E>> columns, E row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      TpchColumn<E> column = columns.get(i);
      switch (column.getType().getBase()) {
        case IDENTIFIER -> insert.setLong(i + 1, column.getIdentifier(row));
        case INTEGER -> insert.setInt(i + 1, column.getInteger(row));
        case DATE -> insert.setObject(i + 1, LocalDate.ofEpochDay(column.getDate(row)));
        case DOUBLE ->
            insert.setBigDecimal(
                i + 1, BigDecimal.valueOf(Math.round(column.getDouble(row) * 100), 2));
        case VARCHAR -> insert.setString(i + 1, column.getString(row));
      }
    }
  }

  private static String type(TpchColumn<?> column) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> "BIGINT";
      case INTEGER -> "INTEGER";
      case DATE -> "DATE";
      case DOUBLE -> "DECIMAL(12, 2)";
      case VARCHAR ->
          String.format(Locale.ROOT, "VARCHAR(%d)", column.getType().getPrecision().orElseThrow());
    };
  }

  private long estimate(String table) {
    return switch (table) {
      case "customer" -> Math.round(150_000 * scale);
      case "orders" -> Math.round(1_500_000 * scale);
      case "lineitem" -> Math.round(6_000_000 * scale);
      case "part" -> Math.round(200_000 * scale);
      case "partsupp" -> Math.round(800_000 * scale);
      case "supplier" -> Math.round(10_000 * scale);
      case "nation" -> 25;
      default -> 5;
    };
  }
}
