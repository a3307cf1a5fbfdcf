package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// A URL taken apart: `jdbc:armillaria:file:<path>` or `jdbc:armillaria:mem:[<name>]`, then
/// `;name=value` as often as wanted. Paths are plain: nothing in them is decoded, and only `;` ends
/// them.
///
/// @param values what the URL and the Properties set; the URL wins
record ConnectionUrl(Location location, Map<ConnectionProperty, String> values) {
  private static final String PREFIX = "jdbc:armillaria:";
  private static final String FILE = "file:";
  private static final String MEMORY = "mem:";

  static boolean accepts(String url) {
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  static ConnectionUrl parse(String url, Properties info) throws SQLException {
    String rest = url.substring(PREFIX.length());
    int end = rest.indexOf(';');
    return new ConnectionUrl(location(end < 0 ? rest : rest.substring(0, end)), values(url, info));
  }

  /// What the URL and `info` set; the place in the URL may be missing or wrong.
  static Map<ConnectionProperty, String> values(String url, Properties info) throws SQLException {
    Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
    if (info != null) {
      for (String name : info.stringPropertyNames()) {
        put(values, name, info.getProperty(name));
      }
      for (Map.Entry<Object, Object> entry : info.entrySet()) {
        put(values, entry.getKey().toString(), entry.getValue().toString());
      }
    }
    Map<ConnectionProperty, String> inUrl = new EnumMap<>(ConnectionProperty.class);
    String[] parts = url.split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      addSetting(inUrl, parts[i]);
    }
    values.putAll(inUrl);
    return values;
  }

  private static void addSetting(Map<ConnectionProperty, String> values, String setting)
      throws SQLException {
    if (setting.isBlank()) {
      return;
    }
    int equals = setting.indexOf('=');
    if (equals < 0) {
      throw invalid("The URL has ';" + setting + "' where ';name=value' is wanted.");
    }
    put(values, setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
  }

  private static void put(Map<ConnectionProperty, String> values, String name, String value)
      throws SQLException {
    ConnectionProperty property =
        ConnectionProperty.named(name)
            .orElseThrow(
                () ->
                    invalid(
                        "The connection property '"
                            + name
                            + "' is unknown; known are "
                            + String.join(", ", ConnectionProperty.names())
                            + "."));
    String earlier = values.put(property, value);
    if (earlier != null && !earlier.equals(value)) {
      throw invalid(
          "The connection property "
              + property.text()
              + " is set twice, to '"
              + earlier
              + "' and '"
              + value
              + "'.");
    }
  }

  private static Location location(String text) throws SQLException {
    if (text.regionMatches(true, 0, FILE, 0, FILE.length())) {
      return directory(text.substring(FILE.length()));
    }
    if (text.regionMatches(true, 0, MEMORY, 0, MEMORY.length())) {
      String name = text.substring(MEMORY.length());
      return name.isEmpty() ? new Location.PrivateMemory() : new Location.NamedMemory(name);
    }
    throw invalid(
        "The URL continues with '"
            + text
            + "' after jdbc:armillaria: where file:<path> or mem:<name> is wanted.");
  }

  private static Location directory(String text) throws SQLException {
    if (text.isEmpty()) {
      throw invalid("The URL names no path after jdbc:armillaria:file:.");
    }
    try {
      File file = Path.of(text).toFile();
      return new Location.Directory(file.getCanonicalFile().toPath());
    } catch (InvalidPathException | IOException e) {
      throw SqlErrors.of(
          SqlStates.CANNOT_CONNECT, "The path '" + text + "' is not valid: " + e.getMessage(), e);
    }
  }

  static SQLException invalid(String message) {
    return SqlErrors.of(SqlStates.CANNOT_CONNECT, message);
  }
}
