package io.armillaria.jdbc.metadata;

import io.armillaria.sql.session.Session;
import io.armillaria.storage.table.TableSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What DatabaseMetaData reads, each time anew: a connection and the database behind it.
public interface DatabaseView {
  Connection connection();

  /// The URL as the caller gave it.
  String url();

  String userName();

  /// Whether the database lies in files.
  boolean inFiles();

  /// Whether a null catalog means all branches rather than the current one.
  boolean allCatalogs();

  String currentBranch() throws SQLException;

  /// The names of all branches.
  List<String> branches() throws SQLException;

  List<TableSnapshot> tables(String branch) throws SQLException;

  List<Session.SystemTable> systemTables() throws SQLException;
}
