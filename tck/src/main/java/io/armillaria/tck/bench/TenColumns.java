package io.armillaria.tck.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/// A table such as analysts have: a number in sequence, doubles, categories, names, times.
final class TenColumns {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String[] STATUS = {"open", "paid", "closed"};

  private TenColumns() {}

  /// Writes the rows as CSV; `amount` is uniform from 0 to `amounts`.
  static Path write(Path file, int rows, int amounts) throws IOException {
    Random random = new Random(rows);
    LocalDateTime start = LocalDateTime.of(2024, 1, 1, 0, 0);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("id,normal,category,seen,uniform,amount,name,weight,status,flag\n");
      for (int id = 0; id < rows; id++) {
        out.write(
            id
                + ","
                + random.nextGaussian()
                + ","
                + (char) ('A' + random.nextInt(4))
                + ","
                + TIME.format(start.plusSeconds(id * 7L))
                + ","
                + random.nextDouble() * 100
                + ","
                + random.nextInt(amounts)
                + ",name "
                + random.nextInt(1_000)
                + ","
                + random.nextInt(100_000) / 8.0
                + ","
                + STATUS[random.nextInt(STATUS.length)]
                + ","
                + random.nextBoolean()
                + "\n");
      }
    }
    return file;
  }

  static void load(Connection connection, String table, Path csv) throws SQLException {
    Sql.run(
        connection,
        "CREATE TABLE "
            + table
            + " (id BIGINT, normal DOUBLE, category VARCHAR(1), seen TIMESTAMP, uniform DOUBLE,"
            + " amount INTEGER, name VARCHAR(20), weight DOUBLE, status VARCHAR(10), flag"
            + " BOOLEAN)");
    Sql.run(connection, "COPY " + table + " FROM '" + csv + "' WITH (HEADER)");
  }
}
