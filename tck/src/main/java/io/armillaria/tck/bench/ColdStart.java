package io.armillaria.tck.bench;

import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// A program that connects, runs one query and ends.
public final class ColdStart {
  private ColdStart() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      Sql.drain(connection, arguments[1]);
    }
  }

  /// Runs it in a JVM of its own until that has ended.
  static void run(String url, String query) throws IOException, InterruptedException {
    command(
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ColdStart.class.getName(),
            url,
            query));
  }

  /// Runs a program until it has ended.
  static void command(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("The program failed: " + String.join(" ", command));
    }
  }
}
