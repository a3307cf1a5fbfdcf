package io.armillaria.jdbc.metadata;

import java.sql.ResultSet;

/// What the database has none of: procedures, privileges, user-defined types, foreign keys. Each
/// result has JDBC's columns and no row.
abstract class AbsentObjects extends Terms {
  private static ResultSet empty(String... columns) {
    return new Listing(columns).open();
  }

  @Override
  public ResultSet getProcedures(String catalog, String schemaPattern, String procedurePattern) {
    return empty(
        "PROCEDURE_CAT",
        "PROCEDURE_SCHEM",
        "PROCEDURE_NAME",
        "RESERVED1",
        "RESERVED2",
        "RESERVED3",
        "REMARKS",
        "PROCEDURE_TYPE:short",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getProcedureColumns(
      String catalog, String schemaPattern, String procedurePattern, String columnPattern) {
    return empty(
        "PROCEDURE_CAT",
        "PROCEDURE_SCHEM",
        "PROCEDURE_NAME",
        "COLUMN_NAME",
        "COLUMN_TYPE:short",
        "DATA_TYPE:int",
        "TYPE_NAME",
        "PRECISION:int",
        "LENGTH:int",
        "SCALE:short",
        "RADIX:short",
        "NULLABLE:short",
        "REMARKS",
        "COLUMN_DEF",
        "SQL_DATA_TYPE:int",
        "SQL_DATETIME_SUB:int",
        "CHAR_OCTET_LENGTH:int",
        "ORDINAL_POSITION:int",
        "IS_NULLABLE",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String functionPattern) {
    return empty(
        "FUNCTION_CAT",
        "FUNCTION_SCHEM",
        "FUNCTION_NAME",
        "REMARKS",
        "FUNCTION_TYPE:short",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getFunctionColumns(
      String catalog, String schemaPattern, String functionPattern, String columnPattern) {
    return empty(
        "FUNCTION_CAT",
        "FUNCTION_SCHEM",
        "FUNCTION_NAME",
        "COLUMN_NAME",
        "COLUMN_TYPE:short",
        "DATA_TYPE:int",
        "TYPE_NAME",
        "PRECISION:int",
        "LENGTH:int",
        "SCALE:short",
        "RADIX:short",
        "NULLABLE:short",
        "REMARKS",
        "CHAR_OCTET_LENGTH:int",
        "ORDINAL_POSITION:int",
        "IS_NULLABLE",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getTablePrivileges(String catalog, String schemaPattern, String tablePattern) {
    return empty(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "GRANTOR",
        "GRANTEE",
        "PRIVILEGE",
        "IS_GRANTABLE");
  }

  @Override
  public ResultSet getColumnPrivileges(
      String catalog, String schema, String table, String columnPattern) {
    return empty(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "GRANTOR",
        "GRANTEE",
        "PRIVILEGE",
        "IS_GRANTABLE");
  }

  @Override
  public ResultSet getVersionColumns(String catalog, String schema, String table) {
    return empty(
        "SCOPE:short",
        "COLUMN_NAME",
        "DATA_TYPE:int",
        "TYPE_NAME",
        "COLUMN_SIZE:int",
        "BUFFER_LENGTH:int",
        "DECIMAL_DIGITS:short",
        "PSEUDO_COLUMN:short");
  }

  @Override
  public ResultSet getUDTs(String catalog, String schemaPattern, String typePattern, int[] types) {
    return empty(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "CLASS_NAME",
        "DATA_TYPE:int",
        "REMARKS",
        "BASE_TYPE:short");
  }

  @Override
  public ResultSet getSuperTypes(String catalog, String schemaPattern, String typePattern) {
    return empty(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "SUPERTYPE_CAT",
        "SUPERTYPE_SCHEM",
        "SUPERTYPE_NAME");
  }

  @Override
  public ResultSet getSuperTables(String catalog, String schemaPattern, String tablePattern) {
    return empty("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME");
  }

  @Override
  public ResultSet getAttributes(
      String catalog, String schemaPattern, String typePattern, String attributePattern) {
    return empty(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "ATTR_NAME",
        "DATA_TYPE:int",
        "ATTR_TYPE_NAME",
        "ATTR_SIZE:int",
        "DECIMAL_DIGITS:int",
        "NUM_PREC_RADIX:int",
        "NULLABLE:int",
        "REMARKS",
        "ATTR_DEF",
        "SQL_DATA_TYPE:int",
        "SQL_DATETIME_SUB:int",
        "CHAR_OCTET_LENGTH:int",
        "ORDINAL_POSITION:int",
        "IS_NULLABLE",
        "SCOPE_CATALOG",
        "SCOPE_SCHEMA",
        "SCOPE_TABLE",
        "SOURCE_DATA_TYPE:short");
  }

  @Override
  public ResultSet getPseudoColumns(
      String catalog, String schemaPattern, String tablePattern, String columnPattern) {
    return empty(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "DATA_TYPE:int",
        "COLUMN_SIZE:int",
        "DECIMAL_DIGITS:int",
        "NUM_PREC_RADIX:int",
        "COLUMN_USAGE",
        "REMARKS",
        "CHAR_OCTET_LENGTH:int",
        "IS_NULLABLE");
  }
}
