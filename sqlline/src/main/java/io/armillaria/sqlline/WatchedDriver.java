package io.armillaria.sqlline;

import io.armillaria.jdbc.QueryProgress;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;

/// The driver with a bar for calls that take long: running a statement, and the next row of its
/// result. SQLLine has no place of its own for that.
final class WatchedDriver implements Driver {
  private final Driver driver;
  private final QueryBar bar;

  WatchedDriver(Driver driver, QueryBar bar) {
    this.driver = driver;
    this.bar = bar;
  }

  /// Takes the driver's place in the DriverManager.
  static void install(String url, QueryBar bar) throws SQLException {
    Driver plain = DriverManager.getDriver(url);
    DriverManager.deregisterDriver(plain);
    DriverManager.registerDriver(new WatchedDriver(plain, bar));
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Connection connection = driver.connect(url, info);
    return connection == null ? null : proxy(Connection.class, connection, this::ofConnection);
  }

  private Object ofConnection(Method method, Call call) throws Throwable {
    return switch (call.make()) {
      case Statement statement when method.getReturnType() == Statement.class -> watched(statement);
      case Object other -> other;
      case null -> null;
    };
  }

  private Statement watched(Statement statement) throws SQLException {
    QueryProgress progress = statement.unwrap(QueryProgress.class);
    return proxy(
        Statement.class,
        statement,
        (method, call) ->
            method.getName().startsWith("execute")
                ? executed(progress, call)
                : withBar(call.make(), progress));
  }

  private Object withBar(Object result, QueryProgress progress) {
    return result instanceof ResultSet rows
        ? proxy(
            ResultSet.class,
            rows,
            (method, call) -> method.getName().equals("next") ? next(progress, call) : call.make())
        : result;
  }

  private Object executed(QueryProgress progress, Call call) throws Throwable {
    bar.begin(progress);
    try {
      return withBar(call.make(), progress);
    } finally {
      bar.end();
    }
  }

  private Object next(QueryProgress progress, Call call) throws Throwable {
    bar.resume(progress);
    try {
      return call.make();
    } finally {
      bar.end();
    }
  }

  /// A call as it was made, to be made now.
  private interface Call {
    Object make() throws Throwable;
  }

  private interface Watch {
    Object around(Method method, Call call) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T target, Watch watch) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            watch.around(
                method,
                () -> {
                  try {
                    return method.invoke(target, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return type.cast(
        Proxy.newProxyInstance(
            WatchedDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return driver.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }
}
