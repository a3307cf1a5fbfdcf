package io.armillaria.tck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// The whole result of a query, with the values in one Java type for each kind of value (see
/// [Values]), whichever driver they came from.
///
/// @param padded the columns of type CHAR, in which trailing spaces do not count
public record Answer(List<String> labels, BitSet padded, List<List<Object>> rows) {
  public Answer {
    labels = List.copyOf(labels);
    padded = (BitSet) padded.clone();
    rows = List.copyOf(rows);
  }

  public static Answer of(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return of(result);
    }
  }

  public static Answer of(ResultSet result) throws SQLException {
    ResultSetMetaData metaData = result.getMetaData();
    int width = metaData.getColumnCount();
    List<String> labels = new ArrayList<>();
    BitSet padded = new BitSet();
    for (int i = 0; i < width; i++) {
      labels.add(metaData.getColumnLabel(i + 1));
      padded.set(i, metaData.getColumnType(i + 1) == Types.CHAR);
    }
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      Object[] row = new Object[width];
      for (int i = 0; i < width; i++) {
        row[i] = Values.normal(value(result, i + 1, metaData.getColumnType(i + 1)), padded.get(i));
      }
      rows.add(Collections.unmodifiableList(Arrays.asList(row)));
    }
    return new Answer(labels, padded, rows);
  }

  /// Dates are read as java.time: the classes of java.sql count by another calendar before 1582.
  private static Object value(ResultSet result, int column, int type) throws SQLException {
    return switch (type) {
      case Types.DATE -> result.getObject(column, LocalDate.class);
      case Types.TIME -> result.getObject(column, LocalTime.class);
      case Types.TIMESTAMP -> result.getObject(column, LocalDateTime.class);
      case Types.TIMESTAMP_WITH_TIMEZONE -> result.getObject(column, OffsetDateTime.class);
      default -> result.getObject(column);
    };
  }

  /// The rows as text, one a line, values separated by `|`: what a black-box test compares.
  public String text() {
    return rows.stream().map(Answer::text).collect(Collectors.joining("\n"));
  }

  static String text(List<Object> row) {
    return row.stream().map(Values::text).collect(Collectors.joining("|"));
  }
}
