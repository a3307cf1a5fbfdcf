package io.armillaria.tck.bench;

import io.armillaria.tck.Query;
import io.armillaria.tck.TpchQueries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A program that runs each of TPC-H's queries once, in order, and prints the nanoseconds of each:
/// what a JVM takes that has run nothing before. Connecting does not count.
public final class TpchFirst {
  private TpchFirst() {}

  /// The times of a fresh JVM on that URL, by query.
  static long[] run(String url) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx4g",
                "-cp",
                System.getProperty("java.class.path"),
                TpchFirst.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    if (process.waitFor() != 0) {
      throw new IOException("The queries failed in a JVM of their own on " + url + ".");
    }
    return output.lines().mapToLong(Long::parseLong).toArray();
  }

  public static void main(String[] arguments) throws SQLException {
    List<Long> times = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      if (arguments[0].startsWith("jdbc:duckdb:")) {
        Sql.run(connection, "SET threads = 2");
      }
      for (Query query : TpchQueries.all()) {
        long start = System.nanoTime();
        Sql.drain(connection, query.sql());
        times.add(System.nanoTime() - start);
      }
    }
    times.forEach(System.out::println);
  }
}
