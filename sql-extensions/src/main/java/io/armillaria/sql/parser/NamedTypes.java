package io.armillaria.sql.parser;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// Types that PostgreSQL knows by another name than standard SQL.
final class NamedTypes {
  private static final Map<String, SqlTypeName> TYPES =
      Map.ofEntries(
          Map.entry("TEXT", SqlTypeName.VARCHAR),
          Map.entry("STRING", SqlTypeName.VARCHAR),
          Map.entry("BYTEA", SqlTypeName.VARBINARY),
          Map.entry("BOOL", SqlTypeName.BOOLEAN),
          Map.entry("INT2", SqlTypeName.SMALLINT),
          Map.entry("INT4", SqlTypeName.INTEGER),
          Map.entry("INT8", SqlTypeName.BIGINT),
          Map.entry("FLOAT4", SqlTypeName.REAL),
          Map.entry("FLOAT8", SqlTypeName.DOUBLE),
          Map.entry("TIMETZ", SqlTypeName.TIME_TZ),
          Map.entry("TIMESTAMPTZ", SqlTypeName.TIMESTAMP_TZ));

  private static final Map<String, SqlTypeName> SERIAL =
      Map.of(
          "SMALLSERIAL",
          SqlTypeName.SMALLINT,
          "SERIAL2",
          SqlTypeName.SMALLINT,
          "SERIAL",
          SqlTypeName.INTEGER,
          "SERIAL4",
          SqlTypeName.INTEGER,
          "BIGSERIAL",
          SqlTypeName.BIGINT,
          "SERIAL8",
          SqlTypeName.BIGINT);

  private NamedTypes() {}

  static boolean isSerial(String name) {
    return SERIAL.containsKey(name.toUpperCase(Locale.ROOT));
  }

  /// The type of the numbers of a SERIAL column.
  static SqlDataTypeSpec serial(String name, SqlParserPos position) {
    SqlTypeName type = SERIAL.get(name.toUpperCase(Locale.ROOT));
    return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, position), position);
  }

  /// @param precision -1 if none was written
  static SqlTypeNameSpec find(SqlIdentifier name, int precision) {
    SqlTypeName type = name.isSimple() ? TYPES.get(name.getSimple()) : null;
    if (type == null) {
      throw SqlSyntaxException.at(name.getParserPosition(), "unknown type " + name);
    }
    if (precision >= 0 && !type.allowsPrec()) {
      throw SqlSyntaxException.at(name.getParserPosition(), "type " + name + " has no precision");
    }
    return new SqlBasicTypeNameSpec(type, precision, name.getParserPosition());
  }
}
