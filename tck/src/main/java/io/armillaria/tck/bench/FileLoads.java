package io.armillaria.tck.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;

/// Loads of one file into several tables.
final class FileLoads implements AutoCloseable {
  private static final int ROWS = 200_000;

  private final Connection connection;
  private final Path file;
  private final boolean keyed;

  private FileLoads(Connection connection, Path file, boolean keyed) {
    this.connection = connection;
    this.file = file;
    this.keyed = keyed;
  }

  static FileLoads create(Path path, boolean keyed) throws SQLException, IOException {
    Path file = path.resolveSibling(path.getFileName() + ".csv");
    Random random = new Random(13);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("ID,N,TEXT\n");
      for (int id = 0; id < ROWS; id++) {
        out.write(id + "," + random.nextLong(1L << 40) + ",text " + random.nextLong() + "\n");
      }
    }
    Connection connection = Engine.ARMILLARIA.open(path);
    connection.setAutoCommit(false);
    return new FileLoads(connection, file, keyed);
  }

  /// @return the bytes that came to be
  long load(String table) throws SQLException {
    String key = keyed ? " PRIMARY KEY" : "";
    Sql.run(
        connection,
        "CREATE TABLE " + table + " (ID BIGINT" + key + ", N BIGINT, TEXT VARCHAR(80))");
    connection.commit();
    long before = Objects.storedBytes(connection);
    Sql.run(connection, "COPY " + table + " FROM '" + file + "' WITH (HEADER)");
    connection.commit();
    return Objects.storedBytes(connection) - before;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
