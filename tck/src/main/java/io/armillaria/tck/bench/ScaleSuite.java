package io.armillaria.tck.bench;

import io.armillaria.tck.TpchQueries;
import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// TPC-H's 22 queries on more data than memory: scale 10 in a heap of 4 GB with a memoryLimit of 2
/// GB, or scale 1 in 1 GB with 256 MB.
final class ScaleSuite {
  private ScaleSuite() {}

  static void run(Run run) throws Exception {
    double scale = run.full() ? 10 : 1;
    String heap = run.full() ? "-Xmx4g" : "-Xmx1g";
    String limit = run.full() ? "2GB" : "256MB";
    Report report = run.report();
    report.note("scale " + scale + ", " + heap + ", memoryLimit=" + limit);
    TpchDatabases databases = TpchDatabases.create(run.directory(), scale);
    int right = right(databases, heap, limit, report::note);
    report.add(
        "scale-right",
        "queries that end with DuckDB's answer, to all",
        right / (double) TpchQueries.all().size(),
        Goal.atLeast(1));
  }

  /// How many queries had the right answer in a JVM of their own.
  private static int right(
      TpchDatabases databases, String heap, String limit, Consumer<String> notes)
      throws IOException, InterruptedException {
    Path ours = databases.ours();
    Process process =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "--enable-native-access=ALL-UNNAMED",
                    heap,
                    "-cp",
                    System.getProperty("java.class.path"),
                    TpchScale.class.getName(),
                    "jdbc:armillaria:file:" + ours + ";threads=2;memoryLimit=" + limit,
                    databases.duck().toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int right = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        notes.accept(line);
        right += line.endsWith(TpchScale.RIGHT) ? 1 : 0;
      }
    }
    if (process.waitFor() != 0) {
      notes.accept("The JVM ended with " + process.exitValue() + ".");
    }
    return right;
  }
}
