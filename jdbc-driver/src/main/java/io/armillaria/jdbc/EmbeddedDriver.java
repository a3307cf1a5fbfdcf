package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.metadata.BuildVersion;
import io.armillaria.sql.session.Session;
import io.armillaria.sql.session.WarmUp;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

/// The driver proper, which [ArmillariaDriver] finds by name: the part that needs a current Java.
final class EmbeddedDriver implements Driver {
  @Override
  public boolean acceptsURL(String url) {
    return ConnectionUrl.accepts(url);
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    ConnectionSettings settings = ConnectionSettings.of(ConnectionUrl.parse(url, info));
    Engines.Lease lease = Engines.lease(settings);
    Session session;
    try {
      session = lease.engine().newSession(settings.session());
      if (settings.warmUp()) {
        WarmUp.start(settings.engine().database().nativeKernels());
      }
    } catch (RuntimeException e) {
      SQLException failure = SqlErrors.of(e);
      try {
        lease.close();
      } catch (SQLException suppressed) {
        failure.addSuppressed(suppressed);
      }
      throw failure;
    }
    return new ArmillariaConnection(url, settings, lease, session);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    Map<ConnectionProperty, String> values = ConnectionUrl.values(url, info);
    return Arrays.stream(ConnectionProperty.values())
        .map(property -> describe(property, values.get(property)))
        .toArray(DriverPropertyInfo[]::new);
  }

  private static DriverPropertyInfo describe(ConnectionProperty property, String value) {
    DriverPropertyInfo info =
        new DriverPropertyInfo(property.text(), value == null ? property.standard() : value);
    info.description = property.description();
    info.choices = property.choices().isEmpty() ? null : property.choices().toArray(new String[0]);
    return info;
  }

  @Override
  public int getMajorVersion() {
    return BuildVersion.major();
  }

  @Override
  public int getMinorVersion() {
    return BuildVersion.minor();
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "Armillaria logs through System.Logger, not java.util.logging.", SqlStates.UNSUPPORTED);
  }
}
