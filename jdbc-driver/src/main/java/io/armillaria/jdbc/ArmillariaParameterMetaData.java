package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.result.Unwrapping;
import io.armillaria.jdbc.value.JdbcType;
import io.armillaria.storage.type.DataType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/// Describes a statement's parameters by the types that they are read as.
final class ArmillariaParameterMetaData implements ParameterMetaData {
  private final List<DataType> types;

  ArmillariaParameterMetaData(List<DataType> types) {
    this.types = types;
  }

  private JdbcType type(int number) throws SQLException {
    if (number < 1 || number > types.size()) {
      throw SqlErrors.of(
          SqlStates.INVALID_PARAMETER_INDEX,
          "Parameter " + number + " does not exist; the statement has " + types.size() + ".");
    }
    return JdbcType.of(types.get(number - 1));
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int isNullable(int number) throws SQLException {
    type(number);
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int number) throws SQLException {
    return type(number).signed();
  }

  @Override
  public int getPrecision(int number) throws SQLException {
    return type(number).precision();
  }

  @Override
  public int getScale(int number) throws SQLException {
    return type(number).scale();
  }

  @Override
  public int getParameterType(int number) throws SQLException {
    return type(number).code();
  }

  @Override
  public String getParameterTypeName(int number) throws SQLException {
    return type(number).name();
  }

  @Override
  public String getParameterClassName(int number) throws SQLException {
    return type(number).className();
  }

  @Override
  public int getParameterMode(int number) throws SQLException {
    type(number);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
