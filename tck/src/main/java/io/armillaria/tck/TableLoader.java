package io.armillaria.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Creates tables and fills them, by batches of prepared INSERTs in one transaction a table, or,
/// where those take too long, by COPY from a CSV file.
public final class TableLoader {
  private static final int BATCH = 1_000;

  private final Connection connection;

  public TableLoader(Connection connection) {
    this.connection = connection;
  }

  public void load(List<Table> tables) throws SQLException {
    for (Table table : tables) {
      create(table);
      fill(table);
    }
  }

  /// Loads by `COPY table FROM 'file' WITH (HEADER)`, in Armillaria and DuckDB.
  public void copy(List<Table> tables) throws SQLException {
    try {
      Path file = Files.createTempFile("armillaria-tck-", ".csv");
      try {
        for (Table table : tables) {
          create(table);
          execute(
              "COPY " + table.name() + " FROM '" + CsvFile.write(table, file) + "' WITH (HEADER)");
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use a temporary file", e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public void create(Table table) throws SQLException {
    execute(table.createStatement());
  }

  /// Inserts the rows and commits; answers how many there were.
  public long fill(Table table) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(table.insertStatement(1))) {
      long count = 0;
      for (List<Object> row : table.rows()) {
        bind(insert, row);
        insert.addBatch();
        if (++count % BATCH == 0) {
          insert.executeBatch();
        }
      }
      if (count % BATCH != 0) {
        insert.executeBatch();
      }
      connection.commit();
      return count;
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }

  private static void bind(PreparedStatement insert, List<Object> row) throws SQLException {
    for (int i = 0; i < row.size(); i++) {
      insert.setObject(i + 1, row.get(i));
    }
  }
}
