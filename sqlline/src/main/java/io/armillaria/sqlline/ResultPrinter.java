package io.armillaria.sqlline;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/// Prints a result as a table.
final class ResultPrinter {
  private static final int MOST_ROWS = 12;
  private static final int WIDEST = 40;

  private ResultPrinter() {}

  static void print(PrintStream out, ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    int columns = meta.getColumnCount();
    List<String[]> rows = new ArrayList<>();
    String[] header = new String[columns];
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      header[c] = meta.getColumnLabel(c + 1);
      right[c] = numeric(meta.getColumnType(c + 1));
      widths[c] = header[c].length();
    }
    long count = 0;
    while (result.next()) {
      count++;
      if (rows.size() < MOST_ROWS) {
        String[] row = new String[columns];
        for (int c = 0; c < columns; c++) {
          row[c] = shorten(result.getString(c + 1));
          widths[c] = Math.max(widths[c], row[c].length());
        }
        rows.add(row);
      }
    }
    out.println("  " + line(header, widths, new boolean[columns]));
    out.println("  " + rule(widths));
    rows.forEach(row -> out.println("  " + line(row, widths, right)));
    if (count > rows.size()) {
      out.println("  ... " + (count - rows.size()) + " more rows");
    }
  }

  private static String line(String[] values, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < values.length; c++) {
      String pad = " ".repeat(widths[c] - values[c].length());
      line.append(c == 0 ? "" : "  ").append(right[c] ? pad + values[c] : values[c] + pad);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      line.append(c == 0 ? "" : "  ").append("-".repeat(widths[c]));
    }
    return line.toString();
  }

  private static String shorten(String value) {
    if (value == null) {
      return "NULL";
    }
    String stripped = value.stripTrailing();
    return stripped.length() <= WIDEST ? stripped : stripped.substring(0, WIDEST - 3) + "...";
  }

  private static boolean numeric(int type) {
    return switch (type) {
      case Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }
}
