package io.armillaria.tck.bench;

import io.armillaria.tck.Peer;
import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/// How fast a large result reaches the program, beside DuckDB.
final class TransferSuite {
  private static final int ROWS = 1_000_000;
  private static final String QUERY =
      "SELECT id, normal, category, seen, uniform, amount, name, weight FROM m";

  private TransferSuite() {}

  static void run(Run run) throws Exception {
    Path csv = TenColumns.write(run.directory().resolve("m.csv"), ROWS, 10_000);
    try (Connection ours = Engine.ARMILLARIA.open(run.directory().resolve("ours") + ";threads=2");
        Connection duck = Peer.DUCKDB.open(run.directory().resolve("transfer.duckdb"))) {
      TenColumns.load(ours, "m", csv);
      TenColumns.load(duck, "m", csv);
      Sql.run(duck, "CHECKPOINT");
      Sql.awaitIdle(ours);
      if (Getters.read(ours, QUERY) == 0) {
        throw new IllegalStateException("The table has no rows.");
      }
      double[] medians =
          Interleaved.medians(
              5, 9, 1, List.of(() -> Getters.read(ours, QUERY), () -> Getters.read(duck, QUERY)));
      run.report()
          .note("1 M rows: %.0f ms, DuckDB %.0f".formatted(medians[0] / 1e6, medians[1] / 1e6));
      run.report()
          .add(
              "fetch",
              "1 M rows of 8 columns by getters, to DuckDB",
              medians[0] / medians[1],
              Goal.atMost(0.15));
    }
  }
}
