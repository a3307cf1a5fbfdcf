package io.armillaria.tck;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes, changes and drops a few tables at random, beside others who do the same with the same
/// tables. What was acknowledged it prints: `+ table r1` when that table came, `- table r1` when it
/// went. Whoever is refused must be so for a reason of these; anything else ends it with an error.
public final class DefinitionWorker {
  /// Tables that come and go.
  static final int TABLES = 3;

  private static final int NAMES = 3;
  private static final Set<String> REASONS =
      Set.of(
          "40001", // another one changed it meanwhile
          "40P01", // they waited for each other
          "42P01", // no such table
          "42P07", // there is such a table
          "42701", // there is such a column
          "42703", // no such column
          "42704", // no such index or constraint
          "42710", // there is such an index or constraint
          "2BP01", // something depends on it
          "23503", // no such parent row, or a child row is in the way
          "23505"); // such a row, or values that are not unique

  private final Connection connection;
  private final int worker;
  private final Random random;
  private final List<String> effects = new ArrayList<>();

  private DefinitionWorker(Connection connection, int worker, long seed) {
    this.connection = connection;
    this.worker = worker;
    this.random = new Random(seed);
  }

  /// Makes the table that stays.
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE stays (id BIGINT PRIMARY KEY, v INTEGER)");
    }
  }

  /// @param arguments the database's URL, the number of the worker, a seed, and how many steps
  public static void main(String... arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      int number = Integer.parseInt(arguments[1]);
      DefinitionWorker worker =
          new DefinitionWorker(connection, number, Long.parseLong(arguments[2]) + number);
      int steps = Integer.parseInt(arguments[3]);
      for (int step = 0; step < steps; step++) {
        worker.step(step);
      }
    }
  }

  private void step(int step) throws SQLException {
    effects.clear();
    boolean together = random.nextInt(4) == 0;
    connection.setAutoCommit(!together);
    try (Statement statement = connection.createStatement()) {
      int statements = together ? 3 : 1;
      for (int i = 0; i < statements; i++) {
        statement.execute(next(step * 10 + i));
      }
      if (together) {
        connection.commit();
      }
      effects.forEach(System.out::println);
    } catch (SQLException e) {
      if (!REASONS.contains(e.getSQLState())) {
        throw e;
      }
      if (together) {
        connection.rollback();
      }
    }
  }

  private String next(int number) {
    String table = "r" + random.nextInt(TABLES);
    int name = random.nextInt(NAMES);
    return switch (random.nextInt(12)) {
      case 0, 1 -> {
        note("+ table " + table);
        yield "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, v INTEGER)";
      }
      case 2 -> {
        note("+ table " + table);
        yield "CREATE TABLE %s (id INTEGER PRIMARY KEY, v INTEGER REFERENCES r%d)"
            .formatted(table, name);
      }
      case 3 -> {
        note("- table " + table);
        yield "DROP TABLE " + table + " CASCADE";
      }
      case 4 -> {
        note("- table " + table);
        note("+ table r" + name);
        yield "ALTER TABLE " + table + " RENAME TO r" + name;
      }
      case 5 -> {
        note("+ column c" + name);
        yield "ALTER TABLE stays ADD COLUMN c" + name + " INTEGER DEFAULT 7";
      }
      case 6 -> {
        note("- column c" + name);
        yield "ALTER TABLE stays DROP COLUMN c" + name;
      }
      case 7 -> {
        note("+ index i" + name);
        yield "CREATE INDEX i" + name + " ON stays (v, id)";
      }
      case 8 -> {
        note("- index i" + name);
        yield "DROP INDEX i" + name;
      }
      case 9 -> {
        long id = worker * 1_000_000L + number;
        note("+ row " + id);
        yield "INSERT INTO stays (id, v) VALUES (" + id + ", " + name + ")";
      }
      case 10 -> "INSERT INTO %s VALUES (%d, %d)".formatted(table, random.nextInt(20), name);
      default -> "ALTER TABLE " + table + " ADD CONSTRAINT u" + name + " UNIQUE (v)";
    };
  }

  private void note(String effect) {
    effects.add(effect);
  }
}
