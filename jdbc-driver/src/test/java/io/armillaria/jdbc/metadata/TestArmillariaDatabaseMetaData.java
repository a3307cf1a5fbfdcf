package io.armillaria.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.sql.session.Session;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TestArmillariaDatabaseMetaData {
  private static final TableSnapshot ORDERS =
      new NamedTable(
          "ORDERS",
          new TableSchema(
              List.of(
                  new Column(4, "NOTE", new DataType.Varchar(20), true),
                  new Column(2, "LINE", DataType.Plain.INTEGER, false),
                  new Column(3, "ID", DataType.Plain.BIGINT, false),
                  new Column(5, "PRICE", new DataType.Decimal(12, 2), true)
                      .withDefault(Optional.of("0.00"))),
              List.of(3, 2),
              "PK_ORDERS",
              List.of()));
  private static final TableSnapshot LOG =
      new NamedTable(
          "LOG_X",
          new TableSchema(
              List.of(new Column(1, "AT", new DataType.TimestampWithZone(3), false)),
              List.of(),
              "",
              List.of()));

  private static ArmillariaDatabaseMetaData metaData(boolean allCatalogs) {
    return new ArmillariaDatabaseMetaData(new Farm(allCatalogs));
  }

  private static List<String> rows(ResultSet result, String... columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (String column : columns) {
        row.add(result.getString(column));
      }
      rows.add(String.join(" ", row));
    }
    return rows;
  }

  private static List<String> tables(boolean allCatalogs, String catalog, String pattern)
      throws SQLException {
    return rows(
        metaData(allCatalogs).getTables(catalog, null, pattern, null),
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "TABLE_TYPE");
  }

  @Test
  void tablesOfTheCurrentBranch() throws SQLException {
    assertThat(tables(false, null, "%"))
        .containsExactly(
            "main PUBLIC __branches SYSTEM TABLE",
            "main PUBLIC LOG_X TABLE",
            "main PUBLIC ORDERS TABLE");
    assertThat(tables(false, null, "LOG\\_%")).containsExactly("main PUBLIC LOG_X TABLE");
  }

  @Test
  void aCatalogIsABranch() throws SQLException {
    assertThat(tables(false, "DEV", "O%")).containsExactly("dev PUBLIC ORDERS TABLE");
    assertThat(tables(false, "other", "%")).isEmpty();
    assertThat(tables(false, "", "%")).isEmpty();
    assertThat(tables(true, null, "O%"))
        .containsExactly("dev PUBLIC ORDERS TABLE", "main PUBLIC ORDERS TABLE");
    assertThat(rows(metaData(false).getCatalogs(), "TABLE_CAT")).containsExactly("dev", "main");
    assertThat(rows(metaData(false).getSchemas(), "TABLE_SCHEM", "TABLE_CATALOG"))
        .containsExactly("PUBLIC main");
  }

  @Test
  void tablesAreFilteredByTypeAndSchema() throws SQLException {
    ArmillariaDatabaseMetaData metaData = metaData(false);
    assertThat(
            rows(
                metaData.getTables(null, "PUB%", null, new String[] {"SYSTEM TABLE"}),
                "TABLE_NAME"))
        .containsExactly("__branches");
    assertThat(rows(metaData.getTables(null, "OTHER", null, null), "TABLE_NAME")).isEmpty();
    assertThat(rows(metaData.getTableTypes(), "TABLE_TYPE"))
        .containsExactly("SYSTEM TABLE", "TABLE");
  }

  @Test
  void columnsComeInTheirOrder() throws SQLException {
    assertThat(
            rows(
                metaData(false).getColumns(null, null, "ORDERS", null),
                "COLUMN_NAME",
                "DATA_TYPE",
                "TYPE_NAME",
                "COLUMN_SIZE",
                "DECIMAL_DIGITS",
                "NULLABLE",
                "IS_NULLABLE",
                "COLUMN_DEF",
                "CHAR_OCTET_LENGTH",
                "ORDINAL_POSITION"))
        .containsExactly(
            "NOTE 12 VARCHAR 20 null 1 YES null 80 1",
            "LINE 4 INTEGER 10 0 0 NO null null 2",
            "ID -5 BIGINT 19 0 0 NO null null 3",
            "PRICE 3 DECIMAL 12 2 1 YES 0.00 null 4");
    assertThat(
            rows(
                metaData(false).getColumns(null, null, "%", "A%"),
                "TABLE_NAME",
                "COLUMN_NAME",
                "TYPE_NAME",
                "DECIMAL_DIGITS"))
        .containsExactly("LOG_X AT TIMESTAMP WITH TIME ZONE 3");
  }

  @Test
  void keysAndIndexes() throws SQLException {
    ArmillariaDatabaseMetaData metaData = metaData(false);
    assertThat(
            rows(
                metaData.getPrimaryKeys(null, null, "ORDERS"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME"))
        .containsExactly("ID 1 PK_ORDERS", "LINE 2 PK_ORDERS");
    assertThat(rows(metaData.getPrimaryKeys(null, null, "LOG_X"), "COLUMN_NAME")).isEmpty();
    assertThat(
            rows(
                metaData.getIndexInfo(null, "PUBLIC", "ORDERS", true, true),
                "NON_UNIQUE",
                "INDEX_NAME",
                "TYPE",
                "ORDINAL_POSITION",
                "COLUMN_NAME",
                "CARDINALITY"))
        .containsExactly("FALSE PK_ORDERS 1 1 ID 42", "FALSE PK_ORDERS 1 2 LINE 42");
    assertThat(rows(metaData.getBestRowIdentifier(null, null, "ORDERS", 2, true), "COLUMN_NAME"))
        .containsExactly("ID", "LINE");
    assertThat(rows(metaData.getImportedKeys(null, null, "ORDERS"), "FK_NAME")).isEmpty();
  }

  @Test
  void absentThingsHaveTheRightColumns() throws SQLException {
    ResultSetMetaData columns = metaData(false).getProcedures(null, null, null).getMetaData();
    assertThat(columns.getColumnCount()).isEqualTo(9);
    assertThat(columns.getColumnLabel(8)).isEqualTo("PROCEDURE_TYPE");
    assertThat(columns.getColumnTypeName(8)).isEqualTo("SMALLINT");
  }

  @Test
  void typesAreListedByCode() throws SQLException {
    assertThat(rows(metaData(false).getTypeInfo(), "TYPE_NAME", "DATA_TYPE", "MAXIMUM_SCALE"))
        .containsExactly(
            "BIGINT -5 0",
            "VARBINARY -3 0",
            "BINARY -2 0",
            "CHAR 1 0",
            "DECIMAL 3 38",
            "INTEGER 4 0",
            "SMALLINT 5 0",
            "REAL 7 0",
            "DOUBLE 8 0",
            "VARCHAR 12 0",
            "BOOLEAN 16 0",
            "DATE 91 0",
            "TIME 92 6",
            "TIMESTAMP 93 6",
            "TIMESTAMP WITH TIME ZONE 2014 6");
  }

  @Test
  void namesAndVersions() {
    ArmillariaDatabaseMetaData metaData = metaData(false);
    assertThat(metaData.getDatabaseProductName()).isEqualTo("Armillaria");
    assertThat(metaData.getDatabaseProductVersion())
        .startsWith(metaData.getDriverMajorVersion() + "." + metaData.getDriverMinorVersion());
    assertThat(metaData.getURL()).isEqualTo("jdbc:armillaria:mem:farm");
    assertThat(metaData.getUserName()).isEqualTo("ann");
  }

  /// Two branches with the same two tables.
  private record Farm(boolean allCatalogs) implements DatabaseView {
    @Override
    public Connection connection() {
      throw new AssertionError();
    }

    @Override
    public String url() {
      return "jdbc:armillaria:mem:farm";
    }

    @Override
    public String userName() {
      return "ann";
    }

    @Override
    public boolean inFiles() {
      return false;
    }

    @Override
    public String currentBranch() {
      return "main";
    }

    @Override
    public List<String> branches() {
      return List.of("main", "dev");
    }

    @Override
    public List<TableSnapshot> tables(String branch) {
      return List.of(LOG, ORDERS);
    }

    @Override
    public List<Session.SystemTable> systemTables() {
      return List.of(
          new Session.SystemTable(
              "__branches",
              List.of(
                  new ColumnDescription(
                      "name", "name", "__branches", new DataType.Varchar(128), false))));
    }
  }

  private record NamedTable(String name, TableSchema schema) implements TableSnapshot {
    @Override
    public TableId id() {
      throw new AssertionError();
    }

    @Override
    public OptionalLong version() {
      return OptionalLong.of(1);
    }

    @Override
    public long rowCount() {
      return 42;
    }

    @Override
    public List<? extends Segment> segments() {
      throw new AssertionError();
    }

    @Override
    public long find(byte[] key) {
      throw new AssertionError();
    }

    @Override
    public KeySearch search() {
      throw new AssertionError();
    }

    @Override
    public TableSnapshot index(Index index) {
      throw new AssertionError();
    }
  }
}
