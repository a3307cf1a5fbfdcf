package io.armillaria.tck.bench;

import io.armillaria.tck.CsvFile;
import io.armillaria.tck.Table;
import io.armillaria.tck.TpchData;
import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Locale;

/// What a large table takes up, and how long its load takes, beside DuckDB.
final class SizeSuite {
  private SizeSuite() {}

  static void run(Run run) throws Exception {
    double scale = run.full() ? 1 : 0.1;
    Table lineitem = TpchData.table("lineitem", scale);
    Path csv = CsvFile.write(lineitem, run.directory().resolve("lineitem.csv"));
    String copy = "COPY lineitem FROM '" + csv + "' WITH (HEADER)";
    Path duckFile = run.directory().resolve("lineitem.duckdb");
    long duckTime;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + duckFile)) {
      Sql.run(duck, "SET threads = 2");
      // DuckDB's index of a key is twice as large as the table, and slows the load down
      Sql.run(duck, lineitem.withoutKey().createStatement());
      long start = System.nanoTime();
      Sql.run(duck, copy);
      Sql.run(duck, "CHECKPOINT");
      duckTime = System.nanoTime() - start;
    }
    Path directory = run.directory().resolve("lineitem");
    long time;
    try (Connection ours = Engine.ARMILLARIA.open(directory)) {
      Sql.run(ours, lineitem.createStatement());
      long start = System.nanoTime();
      Sql.run(ours, copy);
      time = System.nanoTime() - start;
      Sql.awaitIdle(ours);
    }
    long bytes = Scratch.bytes(directory);
    long duckBytes = Files.size(duckFile);
    run.report()
        .note(
            String.format(
                Locale.ROOT,
                "lineitem at scale %s: Armillaria %.1f MB in %.1f s, DuckDB %.1f MB in %.1f s",
                scale,
                bytes / 1e6,
                time / 1e9,
                duckBytes / 1e6,
                duckTime / 1e9));
    run.report()
        .add(
            "lineitem-bytes",
            "lineitem's bytes on disk to DuckDB's file",
            bytes / (double) duckBytes,
            Goal.atMost(1.1));
    run.report()
        .add(
            "lineitem-load",
            "time of the durable load from CSV to DuckDB's, each in a fresh database",
            time / (double) duckTime,
            Goal.atMost(1.0));
  }
}
