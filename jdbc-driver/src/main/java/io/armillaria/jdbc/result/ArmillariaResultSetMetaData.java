package io.armillaria.jdbc.result;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.value.JdbcType;
import io.armillaria.sql.session.ColumnDescription;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/// Describes a result's columns.
public final class ArmillariaResultSetMetaData implements ResultSetMetaData {
  private final List<ColumnDescription> columns;

  public ArmillariaResultSetMetaData(List<ColumnDescription> columns) {
    this.columns = columns;
  }

  private ColumnDescription column(int number) throws SQLException {
    if (number < 1 || number > columns.size()) {
      throw SqlErrors.of(
          SqlStates.INVALID_PARAMETER_INDEX,
          "Column "
              + number
              + " does not exist; the result has columns 1 to "
              + columns.size()
              + ".");
    }
    return columns.get(number - 1);
  }

  private JdbcType type(int number) throws SQLException {
    return JdbcType.of(column(number).type());
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnLabel(int number) throws SQLException {
    return column(number).label();
  }

  @Override
  public String getColumnName(int number) throws SQLException {
    return column(number).name();
  }

  @Override
  public String getTableName(int number) throws SQLException {
    return column(number).table();
  }

  @Override
  public String getSchemaName(int number) throws SQLException {
    return column(number).table().isEmpty() ? "" : "PUBLIC";
  }

  /// Empty: a column's branch is not known.
  @Override
  public String getCatalogName(int number) throws SQLException {
    column(number);
    return "";
  }

  @Override
  public int getColumnType(int number) throws SQLException {
    return type(number).code();
  }

  @Override
  public String getColumnTypeName(int number) throws SQLException {
    return type(number).name();
  }

  @Override
  public String getColumnClassName(int number) throws SQLException {
    return type(number).className();
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
  public int getColumnDisplaySize(int number) throws SQLException {
    return type(number).displaySize();
  }

  @Override
  public boolean isSigned(int number) throws SQLException {
    return type(number).signed();
  }

  @Override
  public boolean isCaseSensitive(int number) throws SQLException {
    return type(number).isText();
  }

  @Override
  public int isNullable(int number) throws SQLException {
    return column(number).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isAutoIncrement(int number) throws SQLException {
    column(number);
    return false;
  }

  @Override
  public boolean isSearchable(int number) throws SQLException {
    column(number);
    return true;
  }

  @Override
  public boolean isCurrency(int number) throws SQLException {
    column(number);
    return false;
  }

  @Override
  public boolean isReadOnly(int number) throws SQLException {
    return column(number).table().isEmpty();
  }

  @Override
  public boolean isWritable(int number) throws SQLException {
    return !isReadOnly(number);
  }

  @Override
  public boolean isDefinitelyWritable(int number) throws SQLException {
    column(number);
    return false;
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
