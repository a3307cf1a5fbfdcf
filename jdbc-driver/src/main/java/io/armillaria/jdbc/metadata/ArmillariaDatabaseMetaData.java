package io.armillaria.jdbc.metadata;

import io.armillaria.jdbc.result.Unwrapping;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The tables, columns and keys of branches, which are the catalogs here.
public final class ArmillariaDatabaseMetaData extends AbsentObjects {
  private static final int UNLIMITED_INFO = Integer.MAX_VALUE;

  private final DatabaseView view;
  private final Catalogs catalogs;

  public ArmillariaDatabaseMetaData(DatabaseView view) {
    this.view = view;
    this.catalogs = new Catalogs(view);
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    Listing listing = new Listing("TABLE_CAT");
    for (String branch : view.branches()) {
      listing.add(branch);
    }
    return listing.sort(0).open();
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
    Listing listing = new Listing("TABLE_SCHEM", "TABLE_CATALOG");
    if (Catalogs.hasSchema(schemaPattern)) {
      for (String branch : catalogs.branches(catalog)) {
        listing.add(Catalogs.SCHEMA, branch);
      }
    }
    return listing.sort(1, 0).open();
  }

  @Override
  public ResultSet getTableTypes() {
    return new Listing("TABLE_TYPE").add(TableEntry.SYSTEM_TABLE).add(TableEntry.TABLE).open();
  }

  @Override
  public ResultSet getTables(
      String catalog, String schemaPattern, String tablePattern, String[] types)
      throws SQLException {
    Listing listing =
        new Listing(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "TABLE_TYPE",
            "REMARKS",
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "SELF_REFERENCING_COL_NAME",
            "REF_GENERATION");
    for (TableEntry table : catalogs.tables(catalog, schemaPattern, tablePattern)) {
      if (types == null || List.of(types).contains(table.type())) {
        listing.add(
            table.branch(),
            Catalogs.SCHEMA,
            table.name(),
            table.type(),
            null,
            null,
            null,
            null,
            null,
            null);
      }
    }
    return listing.sort(3, 0, 1, 2).open();
  }

  @Override
  public ResultSet getColumns(
      String catalog, String schemaPattern, String tablePattern, String columnPattern)
      throws SQLException {
    return ColumnListing.of(catalogs, catalog, schemaPattern, tablePattern, columnPattern);
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    return KeyListing.primaryKeys(catalogs.named(catalog, schema, table));
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String table, boolean unique, boolean approximate)
      throws SQLException {
    return KeyListing.indexes(catalogs.named(catalog, schema, table), unique);
  }

  @Override
  public ResultSet getImportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return new ForeignKeyListing(catalogs).imported(catalogs.named(catalog, schema, table));
  }

  @Override
  public ResultSet getExportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return new ForeignKeyListing(catalogs).exported(catalogs.named(catalog, schema, table));
  }

  @Override
  public ResultSet getCrossReference(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable)
      throws SQLException {
    return new ForeignKeyListing(catalogs)
        .between(
            catalogs.named(parentCatalog, parentSchema, parentTable),
            catalogs.named(foreignCatalog, foreignSchema, foreignTable));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable)
      throws SQLException {
    return KeyListing.bestRowIdentifiers(catalogs.named(catalog, schema, table));
  }

  @Override
  public ResultSet getTypeInfo() {
    return TypeListing.open();
  }

  @Override
  public ResultSet getClientInfoProperties() {
    return new Listing("NAME", "MAX_LEN:int", "DEFAULT_VALUE", "DESCRIPTION")
        .add("ApplicationName", UNLIMITED_INFO, "", "The name of the application; only kept.")
        .add("CommitMessage", UNLIMITED_INFO, "", "The message recorded with the next commits.")
        .open();
  }

  @Override
  public Connection getConnection() {
    return view.connection();
  }

  @Override
  public String getURL() {
    return view.url();
  }

  @Override
  public String getUserName() {
    return view.userName();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return view.connection().isReadOnly();
  }

  @Override
  public boolean usesLocalFiles() {
    return view.inFiles();
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
