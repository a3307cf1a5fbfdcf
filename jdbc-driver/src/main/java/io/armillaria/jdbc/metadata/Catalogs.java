package io.armillaria.jdbc.metadata;

import io.armillaria.sql.session.Session;
import io.armillaria.storage.table.TableSnapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Finds branches and their tables by what callers of DatabaseMetaData pass.
final class Catalogs {
  static final String SCHEMA = "PUBLIC";

  private final DatabaseView view;

  Catalogs(DatabaseView view) {
    this.view = view;
  }

  /// The branches that `catalog` means: null the current one, or all as the connection has it; else
  /// the one of that name, ignoring case as in SQL.
  List<String> branches(String catalog) throws SQLException {
    if (catalog == null && !view.allCatalogs()) {
      return List.of(view.currentBranch());
    }
    return view.branches().stream()
        .filter(branch -> catalog == null || branch.equalsIgnoreCase(catalog))
        .toList();
  }

  static boolean hasSchema(String schemaPattern) {
    return new NamePattern(schemaPattern).matches(SCHEMA);
  }

  /// The tables whose names match `namePattern`, system tables among them.
  List<TableEntry> tables(String catalog, String schemaPattern, String namePattern)
      throws SQLException {
    List<TableEntry> found = new ArrayList<>();
    if (!hasSchema(schemaPattern)) {
      return found;
    }
    NamePattern pattern = new NamePattern(namePattern);
    for (String branch : branches(catalog)) {
      for (TableSnapshot table : view.tables(branch)) {
        if (pattern.matches(table.name())) {
          found.add(TableEntry.of(branch, table));
        }
      }
      for (Session.SystemTable table : view.systemTables()) {
        if (pattern.matches(table.name())) {
          found.add(TableEntry.of(branch, table));
        }
      }
    }
    return found;
  }

  /// The tables of exactly that name, one for each branch meant.
  List<TableEntry> named(String catalog, String schema, String name) throws SQLException {
    if (schema != null && !schema.equals(SCHEMA)) {
      return List.of();
    }
    return tables(catalog, null, null).stream().filter(table -> table.name().equals(name)).toList();
  }
}
