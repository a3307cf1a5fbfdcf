package io.armillaria.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver for {@code jdbc:armillaria:} URLs.
 *
 * <p>This one class is compiled for Java 8, so that an older Java can load it and say which Java is
 * needed; everything else is behind {@code EmbeddedDriver}, which is looked up by name.
 */
public final class ArmillariaDriver implements Driver {
  private static final String PREFIX = "jdbc:armillaria:";
  private static final int REQUIRED_JAVA = 25;
  private static final String VERSION = readVersion();

  static {
    try {
      DriverManager.registerDriver(new ArmillariaDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    if (url == null) {
      throw new SQLException("The URL is null; it must begin with " + PREFIX + ".", "08001");
    }
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    return acceptsURL(url) ? Embedded.driver().connect(url, info) : null;
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return acceptsURL(url)
        ? Embedded.driver().getPropertyInfo(url, info)
        : new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return number(0);
  }

  @Override
  public int getMinorVersion() {
    return number(1);
  }

  /** False: the SQL-92 entry level that this asks for includes what later versions bring. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "Armillaria logs through System.Logger, not java.util.logging.", "0A000");
  }

  private static int number(int part) {
    return Integer.parseInt(VERSION.split("[.-]")[part]);
  }

  private static String readVersion() {
    try (InputStream in = ArmillariaDriver.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Loaded by the first connection, so that listing drivers costs nothing. */
  private static final class Embedded {
    private static final String NAME = "io.armillaria.jdbc.EmbeddedDriver";

    private static volatile Driver instance;

    static Driver driver() throws SQLException {
      Driver driver = instance;
      if (driver == null) {
        driver = load();
        instance = driver;
      }
      return driver;
    }

    private static Driver load() throws SQLException {
      String found = System.getProperty("java.specification.version");
      if (feature(found) < REQUIRED_JAVA) {
        throw new SQLNonTransientConnectionException(
            "Armillaria needs Java " + REQUIRED_JAVA + ", found " + found, "08001");
      }
      try {
        Class<?> type = Class.forName(NAME, true, ArmillariaDriver.class.getClassLoader());
        return (Driver) type.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException | LinkageError e) {
        throw new SQLNonTransientConnectionException(
            "The Armillaria driver is incomplete: " + NAME + " cannot be loaded", "08001", e);
      }
    }

    private static int feature(String specification) {
      String[] parts = specification.split("\\.");
      return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
    }
  }
}
