package io.armillaria.tck.bench;

import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// One row read by its primary key, beside H2 and SQLite.
final class PointSuite {
  private static final int WARM_UP = 60_000;

  private PointSuite() {}

  static void run(Run run) throws Exception {
    Path directory = run.directory();
    long rows = run.full() ? 1_500_000 : 300_000;
    try (PointTable ours =
            PointTable.create(Engine.ARMILLARIA, directory.resolve("armillaria"), rows);
        PointTable h2 = PointTable.create(Engine.H2, directory.resolve("h2"), rows);
        PointTable sqlite = PointTable.create(Engine.SQLITE, directory.resolve("sqlite"), rows)) {
      if (run.wants("point-prepared")) {
        compare(
            run, "prepared", List.of(ours::prepared, h2::prepared, sqlite::prepared), 0.5, 0.15);
      }
      if (run.wants("point-literal")) {
        compare(run, "literal", List.of(ours::literal, h2::literal, sqlite::literal), 0.7, 0.25);
      }
    }
  }

  private static void compare(
      Run run, String how, List<Interleaved.Action> actions, double toH2, double toSqlite)
      throws Exception {
    double[] times = Interleaved.medians(WARM_UP / 1000, 100, 1000, actions);
    run.report()
        .note(
            String.format(
                Locale.ROOT,
                "%s: Armillaria %.2f us, H2 %.2f, SQLite %.2f",
                how,
                times[0] / 1e3,
                times[1] / 1e3,
                times[2] / 1e3));
    String what = "SELECT by primary key, " + how + ", to ";
    run.report().add("point-" + how + "-h2", what + "H2", times[0] / times[1], Goal.atMost(toH2));
    run.report()
        .add(
            "point-" + how + "-sqlite",
            what + "SQLite",
            times[0] / times[2],
            Goal.atMost(toSqlite));
  }
}
