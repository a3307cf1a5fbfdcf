package io.armillaria.jdbc;

import io.armillaria.jdbc.metadata.DatabaseView;
import io.armillaria.sql.session.Session;
import io.armillaria.storage.changelog.RefEntry;
import io.armillaria.storage.table.TableSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What metadata reads, through a connection's session.
record ConnectionView(
    Connection connection,
    String url,
    ConnectionSettings settings,
    SessionAccess access,
    Engines.Lease lease)
    implements DatabaseView {

  @Override
  public String userName() {
    return settings.session().author();
  }

  @Override
  public boolean inFiles() {
    return settings.location() instanceof Location.Directory;
  }

  @Override
  public boolean allCatalogs() {
    return settings.allCatalogs();
  }

  @Override
  public String currentBranch() throws SQLException {
    return access.call(Session::branch);
  }

  @Override
  public List<String> branches() throws SQLException {
    return access.call(
        _ -> lease.engine().database().branches().stream().map(RefEntry::name).toList());
  }

  @Override
  public List<TableSnapshot> tables(String branch) throws SQLException {
    return access.call(session -> session.tables(Optional.of(branch)));
  }

  @Override
  public List<Session.SystemTable> systemTables() throws SQLException {
    return access.call(Session::systemTables);
  }
}
