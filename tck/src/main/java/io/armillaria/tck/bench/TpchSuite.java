package io.armillaria.tck.bench;

import io.armillaria.tck.Answer;
import io.armillaria.tck.Comparison;
import io.armillaria.tck.Query;
import io.armillaria.tck.TpchQueries;
import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// TPC-H's 22 queries beside DuckDB, each with two threads on a database in files; the answers are
/// compared before anything is timed.
final class TpchSuite {
  private static final int FRESH = 3;
  private static final int WARM_UPS = 12;
  private static final int ROUNDS = 7;

  private final Run run;
  private final Report report;
  private final TpchDatabases databases;

  /// What runs the queries.
  private record Contender(String name, Connection connection) {}

  private TpchSuite(Run run, TpchDatabases databases) {
    this.run = run;
    this.report = run.report();
    this.databases = databases;
  }

  static void run(Run run) throws Exception {
    double scale = run.full() ? 1 : 0.1;
    run.report().note("scale " + scale);
    TpchSuite suite = new TpchSuite(run, TpchDatabases.create(run.directory(), scale));
    suite.firstRuns();
    suite.warmRuns();
  }

  private void firstRuns() throws Exception {
    if (!run.wants("tpch-first")) {
      return;
    }
    List<long[]> ours = new ArrayList<>();
    List<long[]> theirs = new ArrayList<>();
    for (int i = 0; i < FRESH; i++) {
      ours.add(TpchFirst.run("jdbc:armillaria:file:" + databases.ours() + ";threads=2"));
      theirs.add(TpchFirst.run("jdbc:duckdb:" + databases.duck()));
    }
    int queries = ours.getFirst().length;
    double[] ratios = new double[queries];
    for (int q = 0; q < queries; q++) {
      double mine = medianOf(ours, q);
      double other = medianOf(theirs, q);
      ratios[q] = mine / other;
      report.note(
          String.format(
              Locale.ROOT,
              "first q%02d: %8.1f ms, DuckDB %8.1f, ratio %.2f",
              q + 1,
              mine / 1e6,
              other / 1e6,
              ratios[q]));
    }
    report.add(
        "tpch-first",
        "first run of each query in a fresh JVM to DuckDB's, geometric mean",
        geometricMean(ratios),
        Goal.atMost(1.2));
  }

  private static double medianOf(List<long[]> rounds, int query) {
    return Interleaved.median(rounds.stream().mapToLong(times -> times[query]).toArray());
  }

  private void warmRuns() throws Exception {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender("ours", databases.openOurs()));
    contenders.add(new Contender("DuckDB", databases.openDuck()));
    try {
      if (run.wants("tpch-threads")) {
        contenders.add(new Contender("one thread", databases.openOneThread()));
      }
      if (run.wants("tpch-back")) {
        contenders.add(new Contender("back", databases.openBack()));
      }
      if (run.wants("tpch-updated")) {
        contenders.add(new Contender("updated", databases.openUpdated()));
      }
      compare(contenders);
    } finally {
      for (Contender contender : contenders) {
        contender.connection.close();
      }
    }
  }

  private void compare(List<Contender> contenders) throws Exception {
    report.note(
        "query "
            + contenders.stream()
                .map(each -> "%12s".formatted(each.name))
                .collect(Collectors.joining())
            + "   ms, then the ratio of ours to DuckDB");
    List<double[]> times = new ArrayList<>();
    for (Query query : TpchQueries.all()) {
      check(query, contenders);
      List<Interleaved.Action> actions = new ArrayList<>();
      contenders.forEach(each -> actions.add(() -> Sql.drain(each.connection, query.sql())));
      double[] medians = Interleaved.medians(WARM_UPS, ROUNDS, 1, actions);
      times.add(medians);
      report.note(
          query.name()
              + "   "
              + Arrays.stream(medians)
                  .mapToObj(time -> String.format(Locale.ROOT, "%12.1f", time / 1e6))
                  .collect(Collectors.joining())
              + String.format(Locale.ROOT, "%8.2f", medians[0] / medians[1]));
    }
    double[] ratios = ratios(times, 0, 1);
    report.add(
        "tpch-geomean",
        "22 queries, warm, to DuckDB, geometric mean",
        geometricMean(ratios),
        Goal.atMost(0.7));
    report.add(
        "tpch-worst",
        "the worst of them",
        Arrays.stream(ratios).max().orElseThrow(),
        Goal.atMost(1.5));
    place(contenders, "one thread")
        .ifPresent(
            one ->
                report.add(
                    "tpch-threads",
                    "one thread's time to that of two, geometric mean",
                    geometricMean(ratios(times, one, 0)),
                    Goal.atLeast(1.7)));
    place(contenders, "back")
        .ifPresent(
            back ->
                report.add(
                    "tpch-back",
                    "the same queries 100 commits back to the latest version",
                    geometricMean(ratios(times, back, 0)),
                    Goal.atMost(1.1)));
    place(contenders, "updated")
        .ifPresent(
            updated ->
                report.add(
                    "tpch-updated",
                    "the same queries with 5 % of the rows updated to none",
                    geometricMean(ratios(times, updated, 0)),
                    Goal.atMost(1.3)));
  }

  private static Optional<Integer> place(List<Contender> contenders, String name) {
    return IntStream.range(0, contenders.size())
        .filter(i -> contenders.get(i).name.equals(name))
        .boxed()
        .findFirst();
  }

  private static void check(Query query, List<Contender> contenders) throws SQLException {
    Answer wanted = Answer.of(contenders.get(1).connection, query.sql());
    for (Contender contender : contenders) {
      Answer found = Answer.of(contender.connection, query.sql());
      Optional<String> difference = new Comparison(query).difference(found, wanted);
      if (difference.isPresent()) {
        throw new SQLException(
            query.name() + " of " + contender.name + " is not as in DuckDB: " + difference.get());
      }
    }
  }

  private static double[] ratios(List<double[]> times, int place, int to) {
    return times.stream().mapToDouble(each -> each[place] / each[to]).toArray();
  }

  private static double geometricMean(double[] ratios) {
    return Math.exp(Arrays.stream(ratios).map(Math::log).average().orElseThrow());
  }
}
