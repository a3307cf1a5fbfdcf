package io.armillaria.jdbc.metadata;

import java.sql.RowIdLifetime;

/// Names, terms and limits; a limit of 0 is none.
abstract class Terms extends Capabilities {
  private static final int BRANCH_NAME = 128;

  @Override
  public String getDatabaseProductName() {
    return "Armillaria";
  }

  @Override
  public String getDatabaseProductVersion() {
    return BuildVersion.text();
  }

  @Override
  public int getDatabaseMajorVersion() {
    return BuildVersion.major();
  }

  @Override
  public int getDatabaseMinorVersion() {
    return BuildVersion.minor();
  }

  @Override
  public String getDriverName() {
    return "Armillaria JDBC driver";
  }

  @Override
  public String getDriverVersion() {
    return BuildVersion.text();
  }

  @Override
  public int getDriverMajorVersion() {
    return BuildVersion.major();
  }

  @Override
  public int getDriverMinorVersion() {
    return BuildVersion.minor();
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public String getCatalogTerm() {
    return "branch";
  }

  @Override
  public String getCatalogSeparator() {
    return "@";
  }

  @Override
  public String getSchemaTerm() {
    return "schema";
  }

  @Override
  public String getProcedureTerm() {
    return "procedure";
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public String getSearchStringEscape() {
    return NamePattern.ESCAPE;
  }

  @Override
  public String getExtraNameCharacters() {
    return "";
  }

  /// The reserved words that SQL:2003 has not.
  @Override
  public String getSQLKeywords() {
    return "ASOF,CURRENT_CATALOG,CURRENT_SCHEMA,EXTEND,FIRST_VALUE,JSON_ARRAY,JSON_ARRAYAGG,JSON_OBJECT,"
               + "JSON_OBJECTAGG,LIMIT,MATCH_CONDITION,MATCH_NUMBER,MATCH_RECOGNIZE,MINUS,OFFSET,PERMUTE,"
               + "QUALIFY,TINYINT,UPSERT,VARBINARY";
  }

  @Override
  public String getNumericFunctions() {
    return "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,"
        + "RADIANS,RAND,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";
  }

  @Override
  public String getStringFunctions() {
    return "ASCII,CONCAT,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,REPEAT,REPLACE,RIGHT,RTRIM,SUBSTRING,"
               + "UCASE";
  }

  @Override
  public String getSystemFunctions() {
    return "IFNULL";
  }

  @Override
  public String getTimeDateFunctions() {
    return "CURDATE,CURTIME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,HOUR,MINUTE,MONTH,NOW,QUARTER,SECOND,"
        + "TIMESTAMPADD,WEEK,YEAR";
  }

  @Override
  public int getMaxCatalogNameLength() {
    return BRANCH_NAME;
  }

  @Override
  public long getMaxLogicalLobSize() {
    return 0;
  }

  @Override
  public int getMaxBinaryLiteralLength() {
    return 0;
  }

  @Override
  public int getMaxCharLiteralLength() {
    return 0;
  }

  @Override
  public int getMaxColumnNameLength() {
    return 0;
  }

  @Override
  public int getMaxColumnsInGroupBy() {
    return 0;
  }

  @Override
  public int getMaxColumnsInIndex() {
    return 0;
  }

  @Override
  public int getMaxColumnsInOrderBy() {
    return 0;
  }

  @Override
  public int getMaxColumnsInSelect() {
    return 0;
  }

  @Override
  public int getMaxColumnsInTable() {
    return 0;
  }

  @Override
  public int getMaxConnections() {
    return 0;
  }

  @Override
  public int getMaxIndexLength() {
    return 0;
  }

  @Override
  public int getMaxRowSize() {
    return 0;
  }

  @Override
  public int getMaxSchemaNameLength() {
    return 0;
  }

  @Override
  public int getMaxStatementLength() {
    return 0;
  }

  @Override
  public int getMaxStatements() {
    return 0;
  }

  @Override
  public int getMaxTableNameLength() {
    return 0;
  }

  @Override
  public int getMaxTablesInSelect() {
    return 0;
  }

  @Override
  public int getMaxUserNameLength() {
    return 0;
  }

  @Override
  public int getMaxCursorNameLength() {
    return 0;
  }

  @Override
  public int getMaxProcedureNameLength() {
    return 0;
  }
}
