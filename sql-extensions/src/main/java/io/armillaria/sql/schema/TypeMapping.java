package io.armillaria.sql.schema;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/// Between our types and Calcite's. NULL, which has no type of its own here, is VARCHAR.
public final class TypeMapping {
  private TypeMapping() {}

  public static RelDataType toCalcite(DataType type, boolean nullable, RelDataTypeFactory factory) {
    RelDataType plain =
        switch (type) {
          case Plain p ->
              factory.createSqlType(
                  switch (p) {
                    case BOOLEAN -> SqlTypeName.BOOLEAN;
                    case SMALLINT -> SqlTypeName.SMALLINT;
                    case INTEGER -> SqlTypeName.INTEGER;
                    case BIGINT -> SqlTypeName.BIGINT;
                    case REAL -> SqlTypeName.REAL;
                    case DOUBLE -> SqlTypeName.DOUBLE;
                    case DATE -> SqlTypeName.DATE;
                  });
          case DataType.Decimal(int precision, int scale) ->
              factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
          case DataType.Char(int length) -> factory.createSqlType(SqlTypeName.CHAR, length);
          case DataType.Varchar(int length) -> varying(SqlTypeName.VARCHAR, length, factory);
          case DataType.Binary(int length) -> factory.createSqlType(SqlTypeName.BINARY, length);
          case DataType.Varbinary(int length) -> varying(SqlTypeName.VARBINARY, length, factory);
          case DataType.Time(int precision) -> factory.createSqlType(SqlTypeName.TIME, precision);
          case DataType.Timestamp(int precision) ->
              factory.createSqlType(SqlTypeName.TIMESTAMP, precision);
          case DataType.TimestampWithZone(int precision) ->
              factory.createSqlType(SqlTypeName.TIMESTAMP_TZ, precision);
        };
    return factory.createTypeWithNullability(plain, nullable);
  }

  private static RelDataType varying(SqlTypeName name, int length, RelDataTypeFactory factory) {
    return length == DataType.UNLIMITED
        ? factory.createSqlType(name)
        : factory.createSqlType(name, length);
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Unsupported for types we do not have
  public static DataType toData(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> Plain.BOOLEAN;
      case TINYINT, SMALLINT -> Plain.SMALLINT;
      case INTEGER -> Plain.INTEGER;
      case BIGINT -> Plain.BIGINT;
      case REAL -> Plain.REAL;
      case FLOAT, DOUBLE -> Plain.DOUBLE;
      case DECIMAL -> decimal(type.getPrecision(), type.getScale());
      case CHAR -> new DataType.Char(Math.max(1, type.getPrecision()));
      case VARCHAR -> new DataType.Varchar(length(type));
      case BINARY -> new DataType.Binary(Math.max(1, type.getPrecision()));
      case VARBINARY -> new DataType.Varbinary(length(type));
      case DATE -> Plain.DATE;
      case TIME -> new DataType.Time(type.getPrecision());
      case TIMESTAMP -> new DataType.Timestamp(type.getPrecision());
      case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          new DataType.TimestampWithZone(type.getPrecision());
      case NULL, UNKNOWN -> new DataType.Varchar(DataType.UNLIMITED);
      default -> throw new Failure.Unsupported("The type " + type + " is not supported.").raise();
    };
  }

  private static DataType decimal(int precision, int scale) {
    return new DataType.Decimal(Math.max(precision, scale), scale);
  }

  private static int length(RelDataType type) {
    return type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        ? DataType.UNLIMITED
        : type.getPrecision();
  }
}
