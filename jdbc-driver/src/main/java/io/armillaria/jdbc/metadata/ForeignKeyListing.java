package io.armillaria.jdbc.metadata;

import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableSchema;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `getImportedKeys`, `getExportedKeys` and `getCrossReference` give.
final class ForeignKeyListing {
  private final Catalogs catalogs;
  private final Listing listing =
      new Listing(
          "PKTABLE_CAT",
          "PKTABLE_SCHEM",
          "PKTABLE_NAME",
          "PKCOLUMN_NAME",
          "FKTABLE_CAT",
          "FKTABLE_SCHEM",
          "FKTABLE_NAME",
          "FKCOLUMN_NAME",
          "KEY_SEQ:short",
          "UPDATE_RULE:short",
          "DELETE_RULE:short",
          "FK_NAME",
          "PK_NAME",
          "DEFERRABILITY:short");

  ForeignKeyListing(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  ResultSet imported(List<TableEntry> children) throws SQLException {
    for (TableEntry child : children) {
      for (TableEntry parent : all(child.branch())) {
        add(parent, child);
      }
    }
    return listing.sort(0, 1, 2, 11, 8).open();
  }

  ResultSet exported(List<TableEntry> parents) throws SQLException {
    for (TableEntry parent : parents) {
      for (TableEntry child : all(parent.branch())) {
        add(parent, child);
      }
    }
    return listing.sort(4, 5, 6, 11, 8).open();
  }

  ResultSet between(List<TableEntry> parents, List<TableEntry> children) throws SQLException {
    for (TableEntry parent : parents) {
      for (TableEntry child : children) {
        if (child.branch().equals(parent.branch())) {
          add(parent, child);
        }
      }
    }
    return listing.sort(4, 5, 6, 11, 8).open();
  }

  private List<TableEntry> all(String branch) throws SQLException {
    return catalogs.tables(branch, null, null);
  }

  private void add(TableEntry parent, TableEntry child) {
    if (parent.snapshot().isEmpty() || child.snapshot().isEmpty()) {
      return;
    }
    for (Constraint.ForeignKey key : child.snapshot().get().schema().foreignKeys()) {
      if (key.parent().equals(parent.snapshot().get().id())) {
        add(parent, child, key);
      }
    }
  }

  private void add(TableEntry parent, TableEntry child, Constraint.ForeignKey key) {
    TableSchema to = parent.snapshot().orElseThrow().schema();
    TableSchema from = child.snapshot().orElseThrow().schema();
    for (int i = 0; i < key.columns().size(); i++) {
      listing.add(
          parent.branch(),
          Catalogs.SCHEMA,
          parent.name(),
          name(to, key.parentColumns().get(i)),
          child.branch(),
          Catalogs.SCHEMA,
          child.name(),
          name(from, key.columns().get(i)),
          i + 1,
          rule(key.onUpdate()),
          rule(key.onDelete()),
          key.name(),
          keyName(to, key.parentColumns()).orElse(null),
          deferrability(key.deferrability()));
    }
  }

  private static String name(TableSchema schema, int id) {
    return schema.columns().get(schema.ordinalOfId(id)).name();
  }

  private static int rule(Constraint.Action action) {
    return switch (action) {
      case NO_ACTION -> DatabaseMetaData.importedKeyNoAction;
      case RESTRICT -> DatabaseMetaData.importedKeyRestrict;
      case CASCADE -> DatabaseMetaData.importedKeyCascade;
      case SET_NULL -> DatabaseMetaData.importedKeySetNull;
      case SET_DEFAULT -> DatabaseMetaData.importedKeySetDefault;
    };
  }

  private static int deferrability(Constraint.Deferrability deferrability) {
    return switch (deferrability) {
      case NOT_DEFERRABLE -> DatabaseMetaData.importedKeyNotDeferrable;
      case INITIALLY_IMMEDIATE -> DatabaseMetaData.importedKeyInitiallyImmediate;
      case INITIALLY_DEFERRED -> DatabaseMetaData.importedKeyInitiallyDeferred;
    };
  }

  /// The name of the key that has these columns, in any order.
  private static Optional<String> keyName(TableSchema schema, List<Integer> columns) {
    Set<Integer> wanted = Set.copyOf(columns);
    if (Set.copyOf(schema.primaryKey()).equals(wanted)) {
      return Optional.of(schema.primaryKeyName());
    }
    return schema.allIndexes().stream()
        .filter(index -> index.unique() && Set.copyOf(index.columns()).equals(wanted))
        .map(Index::name)
        .findFirst();
  }
}
