package io.armillaria.tck.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/// Reads whole results with the getter that fits each column's type, as programs do.
final class Getters {
  private Getters() {}

  /// @return a number that depends on every value, so that none is left unread
  static long read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int[] types = types(rows.getMetaData());
      long sum = 0;
      while (rows.next()) {
        for (int i = 0; i < types.length; i++) {
          sum = 31 * sum + value(rows, i + 1, types[i]);
        }
      }
      return sum;
    }
  }

  private static int[] types(ResultSetMetaData metaData) throws SQLException {
    int[] types = new int[metaData.getColumnCount()];
    for (int i = 0; i < types.length; i++) {
      types[i] = metaData.getColumnType(i + 1);
    }
    return types;
  }

  private static long value(ResultSet rows, int column, int type) throws SQLException {
    return switch (type) {
      case Types.BOOLEAN -> rows.getBoolean(column) ? 1 : 0;
      case Types.INTEGER -> rows.getInt(column);
      case Types.BIGINT -> rows.getLong(column);
      case Types.DOUBLE -> Double.doubleToRawLongBits(rows.getDouble(column));
      case Types.TIMESTAMP -> rows.getTimestamp(column).getTime();
      default -> rows.getString(column).length();
    };
  }
}
