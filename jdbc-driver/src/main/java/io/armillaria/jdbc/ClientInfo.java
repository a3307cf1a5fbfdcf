package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Properties;

/// What a client says about itself. `CommitMessage` is recorded with the next commits;
/// `ApplicationName` is only kept. Other names give a warning, as JDBC has it.
final class ClientInfo {
  static final String APPLICATION_NAME = "ApplicationName";
  static final String COMMIT_MESSAGE = "CommitMessage";

  private final SessionAccess access;
  private final Properties values = new Properties();
  private SQLWarning warning;

  ClientInfo(SessionAccess access) {
    this.access = access;
  }

  /// Sets a value; null takes it away.
  synchronized void set(String name, String value) throws SQLException {
    access.checkOpen();
    if (name == null) {
      throw SqlErrors.invalidParameter("The name of the client info is null.");
    }
    switch (name) {
      case APPLICATION_NAME -> keep(name, value);
      case COMMIT_MESSAGE -> {
        access.call(
            session -> {
              session.setCommitMessage(value == null ? "" : value);
              return null;
            });
        keep(name, value);
      }
      default ->
          warn(
              "The client info "
                  + name
                  + " is unknown; known are "
                  + APPLICATION_NAME
                  + " and "
                  + COMMIT_MESSAGE
                  + ".");
    }
  }

  synchronized void setAll(Properties properties) throws SQLException {
    for (String name : new String[] {APPLICATION_NAME, COMMIT_MESSAGE}) {
      set(name, properties.getProperty(name));
    }
    for (String name : properties.stringPropertyNames()) {
      if (!name.equals(APPLICATION_NAME) && !name.equals(COMMIT_MESSAGE)) {
        set(name, properties.getProperty(name));
      }
    }
  }

  synchronized String get(String name) {
    return values.getProperty(name);
  }

  synchronized Properties all() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }

  synchronized SQLWarning warnings() {
    return warning;
  }

  synchronized void clearWarnings() {
    warning = null;
  }

  private void keep(String name, String value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.setProperty(name, value);
    }
  }

  private void warn(String message) {
    SQLWarning next = new SQLWarning(message, "01000");
    if (warning == null) {
      warning = next;
    } else {
      warning.setNextWarning(next);
    }
  }
}
