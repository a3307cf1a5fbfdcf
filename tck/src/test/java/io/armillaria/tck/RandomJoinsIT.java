package io.armillaria.tck;

import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random queries of up to seven tables, joined, filtered by subqueries and grouped, have DuckDB's
/// answers: `-Dtck.joins=N` for more of them, `-Dseed=...` repeats a run.
class RandomJoinsIT {
  private static final List<Integer> SIZES = List.of(0, 1, 5, 40, 300, 3000);
  private static final List<String> NUMBERS = List.of("a", "b", "c");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void haveDuckDbsAnswers() throws SQLException {
    List<Table> tables = SIZES.stream().map(this::table).toList();
    try (Connection duckdb = Peer.DUCKDB.open(tables);
        Session armillaria = Session.memory()) {
      new TableLoader(armillaria.connection()).load(tables);
      for (int i = 0; i < Integer.getInteger("tck.joins", 150); i++) {
        String sql = query();
        Query query = new Query("query " + i, sql, false, false, EnumSet.of(Peer.DUCKDB));
        new Comparison(query)
            .difference(armillaria.answer(sql), Answer.of(duckdb, sql))
            .ifPresent(difference -> fail("seed " + seed + ": " + sql + "\n" + difference));
      }
    }
  }

  /// Keys of few values, so that rows have several partners; a NULL now and then.
  private Table table(int rows) {
    int values = 1 + Math.max(rows / 2, 3);
    List<List<Object>> data = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      data.add(
          Arrays.asList(
              i, number(values), number(values), number(8), "t" + random.nextInt(values)));
    }
    return new Table(
        "t" + rows,
        List.of(
            new Column("id", "INTEGER NOT NULL"),
            new Column("a", "BIGINT"),
            new Column("b", "BIGINT"),
            new Column("c", "BIGINT"),
            new Column("s", "VARCHAR(10)")),
        List.of("id"),
        data);
  }

  private Long number(int values) {
    return random.nextInt(12) == 0 ? null : (Long) (long) random.nextInt(values);
  }

  private String query() {
    int count = 2 + random.nextInt(4);
    List<String> from = new ArrayList<>();
    List<String> where = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // large tables are rare, so that answers stay small
      from.add("t" + SIZES.get(Math.min(random.nextInt(6), 2 + random.nextInt(4))) + " x" + i);
      if (i > 0) {
        where.add("x" + i + ".id = " + "x" + random.nextInt(i) + "." + column());
        if (random.nextInt(4) == 0) {
          where.add("x" + i + "." + column() + " = x" + random.nextInt(i) + "." + column());
        }
      }
    }
    IntStream.range(0, random.nextInt(3)).forEach(i -> where.add(condition(count)));
    String alias = "x" + random.nextInt(count);
    String rest = String.join(", ", from) + "\nWHERE " + String.join("\n  AND ", where);
    return switch (random.nextInt(3)) {
      case 0 -> "SELECT " + alias + ".id, x0.s, x1.c FROM " + rest;
      case 1 -> "SELECT COUNT(*), SUM(x0.a), MIN(x1.s), MAX(" + alias + ".b) FROM " + rest;
      default ->
          "SELECT x0.%s, x1.s, COUNT(*), SUM(%s.b) FROM %s GROUP BY x0.%1$s, x1.s"
              .formatted(column(), alias, rest);
    };
  }

  private String condition(int tables) {
    String x = "x" + random.nextInt(tables);
    String y = "x" + random.nextInt(tables);
    String z = "t" + SIZES.get(random.nextInt(6));
    return switch (random.nextInt(8)) {
      case 0 -> x + "." + column() + " < " + random.nextInt(20);
      case 1 -> x + "." + column() + " <> " + y + "." + column();
      case 2 -> "((%s.c = 1 AND %s.c = 2) OR (%1$s.c = 3 AND %2$s.a < 9))".formatted(x, y);
      case 3 ->
          "EXISTS (SELECT * FROM %s z WHERE z.%s = %s.%s AND z.id <> %3$s.id)"
              .formatted(z, column(), x, column());
      case 4 ->
          "NOT EXISTS (SELECT * FROM %s z WHERE z.%s = %s.%s AND z.c > 2)"
              .formatted(z, column(), x, column());
      case 5 -> "%s.%s IN (SELECT %s FROM %s WHERE c < 4)".formatted(x, column(), column(), z);
      case 6 -> "%s.%s > (SELECT AVG(z.a) FROM %s z WHERE z.c = %s.c)".formatted(x, column(), z, y);
      default -> x + ".s LIKE '%" + random.nextInt(10) + "%'";
    };
  }

  private String column() {
    return NUMBERS.get(random.nextInt(3));
  }
}
