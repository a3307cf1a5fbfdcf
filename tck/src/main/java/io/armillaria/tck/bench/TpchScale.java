package io.armillaria.tck.bench;

import io.armillaria.tck.Answer;
import io.armillaria.tck.Comparison;
import io.armillaria.tck.Peer;
import io.armillaria.tck.Query;
import io.armillaria.tck.TpchQueries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/// A program that runs TPC-H's queries and prints a line for each: its time, and whether its answer
/// is DuckDB's or what went wrong.
public final class TpchScale {
  static final String RIGHT = " right";

  private TpchScale() {}

  /// @param arguments our URL, and the path of DuckDB's file
  public static void main(String[] arguments) throws SQLException {
    try (Connection ours = DriverManager.getConnection(arguments[0]);
        Connection duck = Peer.DUCKDB.open(Path.of(arguments[1]))) {
      Sql.run(duck, "SET memory_limit = '2GB'");
      for (Query query : TpchQueries.all()) {
        Answer wanted = Answer.of(duck, query.sql());
        long start = System.nanoTime();
        String outcome = outcome(query, ours, wanted);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%s: %.1f s, spilled %d MB so far:%s%n",
            query.name(),
            seconds,
            Sql.number(ours, "SELECT SUM(VALUE) FROM __stats WHERE NAME = 'spilled bytes'") >> 20,
            outcome);
      }
    }
  }

  private static String outcome(Query query, Connection ours, Answer wanted) {
    try {
      return new Comparison(query)
          .difference(Answer.of(ours, query.sql()), wanted)
          .map(difference -> " wrong: " + difference)
          .orElse(RIGHT);
    } catch (SQLException e) {
      return " failed: " + e.getSQLState() + " " + e.getMessage();
    }
  }
}
