package io.armillaria.jdbc.metadata;

import io.armillaria.jdbc.value.JdbcType;
import io.armillaria.storage.type.DataType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/// What `getColumns` gives.
final class ColumnListing {
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;

  private ColumnListing() {}

  static ResultSet of(
      Catalogs catalogs,
      String catalog,
      String schemaPattern,
      String tablePattern,
      String columnPattern)
      throws SQLException {
    Listing listing =
        new Listing(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE:int",
            "TYPE_NAME",
            "COLUMN_SIZE:int",
            "BUFFER_LENGTH:int",
            "DECIMAL_DIGITS:int",
            "NUM_PREC_RADIX:int",
            "NULLABLE:int",
            "REMARKS",
            "COLUMN_DEF",
            "SQL_DATA_TYPE:int",
            "SQL_DATETIME_SUB:int",
            "CHAR_OCTET_LENGTH:int",
            "ORDINAL_POSITION:int",
            "IS_NULLABLE",
            "SCOPE_CATALOG",
            "SCOPE_SCHEMA",
            "SCOPE_TABLE",
            "SOURCE_DATA_TYPE:short",
            "IS_AUTOINCREMENT",
            "IS_GENERATEDCOLUMN");
    NamePattern pattern = new NamePattern(columnPattern);
    for (TableEntry table : catalogs.tables(catalog, schemaPattern, tablePattern)) {
      for (int i = 0; i < table.columns().size(); i++) {
        if (pattern.matches(table.columns().get(i).name())) {
          add(listing, table, i);
        }
      }
    }
    return listing.sort(0, 1, 2, 16).open();
  }

  private static void add(Listing listing, TableEntry table, int ordinal) {
    TableEntry.Item column = table.columns().get(ordinal);
    JdbcType type = JdbcType.of(column.type());
    listing.add(
        table.branch(),
        Catalogs.SCHEMA,
        table.name(),
        column.name(),
        type.code(),
        type.name(),
        type.precision(),
        null,
        digits(type),
        type.signed() ? 10 : null,
        column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        null,
        column.standard(),
        null,
        null,
        octets(column.type()),
        ordinal + 1,
        column.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        column.autoIncrement() ? "YES" : "NO",
        "NO");
  }

  /// Digits after the point, where that means something; null elsewhere.
  static Integer digits(JdbcType type) {
    return switch (type.code()) {
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL -> type.scale();
      case Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> type.scale();
      default -> null;
    };
  }

  /// The most bytes of a text or binary value; null for other types.
  private static Integer octets(DataType type) {
    return switch (type) {
      case DataType.Char(int length) -> characters(length);
      case DataType.Varchar(int length) -> characters(length);
      case DataType.Binary(int length) -> length;
      case DataType.Varbinary(int length) -> length;
      case DataType.Plain _,
          DataType.Decimal _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.TimestampWithZone _ ->
          null;
    };
  }

  private static int characters(int length) {
    return (int) Math.min(Integer.MAX_VALUE, (long) length * MOST_BYTES_OF_A_CHARACTER);
  }
}
