package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs one suite: `tck/bench <suite> [figure...] [--full]`.
public final class Bench {
  private static final Map<String, Suite> SUITES =
      new TreeMap<>(
          Map.of(
              "coldstart", ColdStartSuite::run,
              "commit", CommitSuite::run,
              "olap", OlapSuite::run,
              "point", PointSuite::run,
              "scale", ScaleSuite::run,
              "size", SizeSuite::run,
              "tpch", TpchSuite::run,
              "transfer", TransferSuite::run,
              "versions", VersionSuite::run));

  private Bench() {}

  /// A suite's program.
  interface Suite {
    void run(Run run) throws Exception;
  }

  /// @param figures the figures asked for; all of the suite's when empty
  /// @param full whether to use the full sizes, which take minutes
  /// @param directory where databases may be made, on the disk that is measured
  record Run(List<String> figures, boolean full, Path directory, Report report) {
    boolean wants(String figure) {
      return figures.isEmpty() || figures.contains(figure);
    }
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
    Suite suite = words.isEmpty() ? null : SUITES.get(words.getFirst());
    if (suite == null) {
      System.err.println(
          "usage: tck/bench <suite> [figure...] [--full]; suites: " + SUITES.keySet());
      System.exit(2);
      return;
    }
    Report report = new Report(System.out);
    boolean full = Arrays.asList(arguments).contains("--full");
    try (Scratch scratch = Scratch.create()) {
      suite.run(new Run(words.subList(1, words.size()), full, scratch.directory(), report));
    }
    report.print();
  }
}
