package io.armillaria.jdbc.metadata;

import io.armillaria.jdbc.value.JdbcType;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// What `getPrimaryKeys`, `getIndexInfo` and `getBestRowIdentifier` give.
final class KeyListing {
  /// What the primary key has in place of a hidden table.
  private static final TableId NO_TABLE = new TableId(new UUID(0, 0));

  private KeyListing() {}

  static ResultSet primaryKeys(List<TableEntry> tables) throws SQLException {
    Listing listing =
        new Listing(
            "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ:short", "PK_NAME");
    for (TableEntry table : tables) {
      table
          .keyedSchema()
          .ifPresent(
              schema -> {
                for (int i = 0; i < schema.primaryKey().size(); i++) {
                  listing.add(
                      table.branch(),
                      Catalogs.SCHEMA,
                      table.name(),
                      column(schema, schema.primaryKey().get(i)).name(),
                      i + 1,
                      schema.primaryKeyName());
                }
              });
    }
    return listing.sort(3, 0).open();
  }

  /// The primary key, by which the rows are ordered, and the secondary indexes.
  static ResultSet indexes(List<TableEntry> tables, boolean unique) throws SQLException {
    Listing listing =
        new Listing(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "NON_UNIQUE:boolean",
            "INDEX_QUALIFIER",
            "INDEX_NAME",
            "TYPE:short",
            "ORDINAL_POSITION:short",
            "COLUMN_NAME",
            "ASC_OR_DESC",
            "CARDINALITY:long",
            "PAGES:long",
            "FILTER_CONDITION");
    for (TableEntry table : tables) {
      table
          .keyedSchema()
          .ifPresent(
              schema ->
                  addIndex(
                      listing,
                      table,
                      new Index(schema.primaryKeyName(), schema.primaryKey(), true, NO_TABLE),
                      DatabaseMetaData.tableIndexClustered));
      table.snapshot().map(snapshot -> snapshot.schema().allIndexes()).orElse(List.of()).stream()
          .filter(index -> index.unique() || !unique)
          .forEach(index -> addIndex(listing, table, index, DatabaseMetaData.tableIndexOther));
    }
    return listing.sort(3, 6, 5, 7).open();
  }

  private static void addIndex(Listing listing, TableEntry table, Index index, int type) {
    var snapshot = table.snapshot().orElseThrow();
    for (int i = 0; i < index.columns().size(); i++) {
      listing.add(
          table.branch(),
          Catalogs.SCHEMA,
          table.name(),
          !index.unique(),
          null,
          index.name(),
          type,
          i + 1,
          column(snapshot.schema(), index.columns().get(i)).name(),
          index.descending().get(i) ? "D" : "A",
          snapshot.rowCount(),
          0L,
          null);
    }
  }

  /// The primary key's columns: they stay a row's name whatever is done to it.
  static ResultSet bestRowIdentifiers(List<TableEntry> tables) throws SQLException {
    Listing listing =
        new Listing(
            "SCOPE:short",
            "COLUMN_NAME",
            "DATA_TYPE:int",
            "TYPE_NAME",
            "COLUMN_SIZE:int",
            "BUFFER_LENGTH:int",
            "DECIMAL_DIGITS:short",
            "PSEUDO_COLUMN:short");
    for (TableEntry table : tables) {
      table
          .keyedSchema()
          .ifPresent(
              schema -> {
                for (int id : schema.primaryKey()) {
                  Column column = column(schema, id);
                  JdbcType type = JdbcType.of(column.type());
                  listing.add(
                      DatabaseMetaData.bestRowSession,
                      column.name(),
                      type.code(),
                      type.name(),
                      type.precision(),
                      null,
                      ColumnListing.digits(type),
                      DatabaseMetaData.bestRowNotPseudo);
                }
              });
    }
    return listing.open();
  }

  private static Column column(TableSchema schema, int id) {
    return schema.columns().get(schema.ordinalOfId(id));
  }
}
