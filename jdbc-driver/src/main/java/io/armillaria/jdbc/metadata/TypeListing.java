package io.armillaria.jdbc.metadata;

import io.armillaria.jdbc.value.JdbcType;
import io.armillaria.storage.type.DataType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.List;

/// What `getTypeInfo` gives: each type once, with the most that it holds.
final class TypeListing {
  private static final int MOST_FRACTION = 6;

  private record Entry(DataType type, String prefix, String suffix, String parameters) {}

  private static final List<Entry> TYPES =
      List.of(
          new Entry(DataType.Plain.BOOLEAN, null, null, null),
          new Entry(DataType.Plain.SMALLINT, null, null, null),
          new Entry(DataType.Plain.INTEGER, null, null, null),
          new Entry(DataType.Plain.BIGINT, null, null, null),
          new Entry(DataType.Plain.REAL, null, null, null),
          new Entry(DataType.Plain.DOUBLE, null, null, null),
          new Entry(
              new DataType.Decimal(DataType.MAX_DECIMAL_PRECISION, 0),
              null,
              null,
              "precision,scale"),
          new Entry(new DataType.Char(DataType.UNLIMITED), "'", "'", "length"),
          new Entry(new DataType.Varchar(DataType.UNLIMITED), "'", "'", "length"),
          new Entry(new DataType.Binary(DataType.UNLIMITED), "X'", "'", "length"),
          new Entry(new DataType.Varbinary(DataType.UNLIMITED), "X'", "'", "length"),
          new Entry(DataType.Plain.DATE, "DATE '", "'", null),
          new Entry(new DataType.Time(MOST_FRACTION), "TIME '", "'", "precision"),
          new Entry(new DataType.Timestamp(MOST_FRACTION), "TIMESTAMP '", "'", "precision"),
          new Entry(
              new DataType.TimestampWithZone(MOST_FRACTION),
              "TIMESTAMP WITH TIME ZONE '",
              "'",
              "precision"));

  private TypeListing() {}

  static ResultSet open() {
    Listing listing =
        new Listing(
            "TYPE_NAME",
            "DATA_TYPE:int",
            "PRECISION:int",
            "LITERAL_PREFIX",
            "LITERAL_SUFFIX",
            "CREATE_PARAMS",
            "NULLABLE:short",
            "CASE_SENSITIVE:boolean",
            "SEARCHABLE:short",
            "UNSIGNED_ATTRIBUTE:boolean",
            "FIXED_PREC_SCALE:boolean",
            "AUTO_INCREMENT:boolean",
            "LOCAL_TYPE_NAME",
            "MINIMUM_SCALE:short",
            "MAXIMUM_SCALE:short",
            "SQL_DATA_TYPE:int",
            "SQL_DATETIME_SUB:int",
            "NUM_PREC_RADIX:int");
    for (Entry entry : TYPES) {
      add(listing, entry);
    }
    return listing.sort(1).open();
  }

  private static void add(Listing listing, Entry entry) {
    JdbcType type = JdbcType.of(entry.type());
    listing.add(
        type.name(),
        type.code(),
        type.precision(),
        entry.prefix(),
        entry.suffix(),
        entry.parameters(),
        DatabaseMetaData.typeNullable,
        type.isText(),
        type.isText() ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic,
        !type.signed(),
        false,
        false,
        type.name(),
        0,
        entry.type() instanceof DataType.Decimal ? DataType.MAX_DECIMAL_PRECISION : type.scale(),
        null,
        null,
        type.signed() ? 10 : null);
  }
}
