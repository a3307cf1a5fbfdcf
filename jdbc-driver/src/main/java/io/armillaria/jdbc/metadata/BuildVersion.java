package io.armillaria.jdbc.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version that was built, from a file that the build fills in.
public final class BuildVersion {
  private static final String RESOURCE = "/io/armillaria/jdbc/version.properties";
  private static final String TEXT = read();

  private BuildVersion() {}

  /// Such as `0.1.0-SNAPSHOT`.
  public static String text() {
    return TEXT;
  }

  public static int major() {
    return number(0);
  }

  public static int minor() {
    return number(1);
  }

  private static int number(int part) {
    return Integer.parseInt(TEXT.split("[.-]", -1)[part]);
  }

  private static String read() {
    try (InputStream in = BuildVersion.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
