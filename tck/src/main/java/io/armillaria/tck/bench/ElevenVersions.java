package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A table of 50,000 rows of three columns, of which 5 % change ten times. What each version must
/// read is kept, and compared in the end.
final class ElevenVersions implements AutoCloseable {
  private static final int ROWS = 50_000;
  private static final int CHANGED = ROWS / 20;
  private static final int VERSIONS = 11;
  private static final int APART = 100;

  private final Connection connection;
  private final Random random = new Random(5);
  private final List<String> sums = new ArrayList<>();

  /// Which rows change.
  enum Pattern {
    RANDOM("changed at random"),
    CONTIGUOUS("changed in one range"),
    APPENDED("appended"),
    INSERTED("inserted before all others");

    private final String words;

    Pattern(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private ElevenVersions(Connection connection) {
    this.connection = connection;
  }

  static ElevenVersions create(Path path) throws SQLException {
    Connection connection = Engine.ARMILLARIA.open(path);
    Sql.run(connection, "CREATE TABLE T (ID BIGINT PRIMARY KEY, N BIGINT, TEXT VARCHAR(40))");
    connection.setAutoCommit(false);
    ElevenVersions table = new ElevenVersions(connection);
    table.insert(0, ROWS);
    connection.commit();
    table.sums.add(table.sum(""));
    return table;
  }

  /// Makes ten versions more, and reads all.
  void change(Pattern pattern) throws SQLException {
    for (int version = 1; version < VERSIONS; version++) {
      switch (pattern) {
        case RANDOM -> update(random.ints(0, ROWS).distinct().limit(CHANGED).toArray());
        case CONTIGUOUS -> {
          int from = random.nextInt(ROWS - CHANGED);
          update(IntStream.range(from, from + CHANGED).toArray());
        }
        case APPENDED -> insert(ROWS + (version - 1) * CHANGED, CHANGED);
        case INSERTED -> insert(-version * CHANGED, CHANGED);
      }
      connection.commit();
      sums.add(sum(""));
    }
    for (int version = 0; version < VERSIONS; version++) {
      String read = sum(" VERSION " + (version + 2));
      if (!read.equals(sums.get(version))) {
        throw new SQLException(
            "Version " + version + " reads " + read + ", not " + sums.get(version));
      }
    }
  }

  private void insert(int from, int rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, ?, ?)")) {
      for (int i = from; i < from + rows; i++) {
        insert.setLong(1, (long) i * APART);
        insert.setLong(2, random.nextLong(1L << 40));
        insert.setString(3, text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void update(int[] rows) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE T SET N = ?, TEXT = ? WHERE ID = ?")) {
      for (int row : rows) {
        update.setLong(1, random.nextLong(1L << 40));
        update.setString(2, text());
        update.setLong(3, (long) row * APART);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private String text() {
    return "text " + Long.toHexString(random.nextLong());
  }

  private String sum(String version) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM T" + version)
        + " rows, "
        + Sql.number(connection, "SELECT SUM(N) FROM T" + version)
        + ", "
        + Sql.number(connection, "SELECT SUM(CHAR_LENGTH(TEXT) + ID) FROM T" + version);
  }

  /// Bytes of all objects when compaction is idle.
  long storedBytes() throws SQLException {
    connection.commit();
    return Objects.storedBytes(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
