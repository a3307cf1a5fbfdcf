package io.armillaria.jdbc.metadata;

import io.armillaria.jdbc.result.ArmillariaResultSet;
import io.armillaria.jdbc.result.MemoryRows;
import io.armillaria.jdbc.result.ResultOwner;
import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.type.DataType;
import java.sql.ResultSet;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A result of DatabaseMetaData while it is made: its columns, then its rows.
///
/// Columns are given as names with a type: `TABLE_NAME` is text, `DATA_TYPE:int` a number,
/// `NULLABLE:short` a small one, `NON_UNIQUE:boolean` a truth value, `CARDINALITY:long` a large
/// one.
final class Listing {
  private final List<ColumnDescription> columns;
  private final List<Object[]> rows = new ArrayList<>();

  Listing(String... columns) {
    this.columns = Arrays.stream(columns).map(Listing::column).toList();
  }

  private static ColumnDescription column(String text) {
    String[] parts = text.split(":", 2);
    DataType type =
        switch (parts.length == 1 ? "text" : parts[1]) {
          case "text" -> new DataType.Varchar(DataType.UNLIMITED);
          case "short" -> DataType.Plain.SMALLINT;
          case "int" -> DataType.Plain.INTEGER;
          case "long" -> DataType.Plain.BIGINT;
          case "boolean" -> DataType.Plain.BOOLEAN;
          default -> throw new IllegalArgumentException(text);
        };
    return new ColumnDescription(parts[0], parts[0], "", type, true);
  }

  Listing add(Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + columns.size() + " columns");
    }
    rows.add(values);
    return this;
  }

  /// Sorts the rows by columns, counted from 0.
  @SuppressWarnings({"unchecked", "rawtypes"})
  Listing sort(int... by) {
    Comparator<Comparable> values = Comparator.nullsFirst(Comparator.naturalOrder());
    rows.sort(
        (left, right) -> {
          int order = 0;
          for (int i = 0; i < by.length && order == 0; i++) {
            order = values.compare((Comparable) left[by[i]], (Comparable) right[by[i]]);
          }
          return order;
        });
    return this;
  }

  ResultSet open() {
    return new ArmillariaResultSet(
        ResultOwner.NONE, columns, new MemoryRows(columns, rows), 0, ZoneOffset.UTC);
  }
}
