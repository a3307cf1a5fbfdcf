package io.armillaria.tck.bench;

import io.armillaria.tck.bench.Bench.Run;
import io.armillaria.tck.bench.Figure.Goal;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What versions and branches cost: bytes of many versions, reading old ones, branches, opening.
final class VersionSuite {
  /// Branches until the JVM has compiled the way of one.
  private static final int BRANCH_WARM_UP = 10_000;

  private final Run run;
  private final Report report;

  private VersionSuite(Run run) {
    this.run = run;
    this.report = run.report();
  }

  static void run(Run run) throws Exception {
    VersionSuite suite = new VersionSuite(run);
    suite.elevenVersions();
    suite.oneColumn();
    suite.sameFileTwice();
    suite.oldVersions();
    suite.branches();
    suite.updates();
    suite.opening();
  }

  private Path path(String name) {
    return run.directory().resolve(name);
  }

  private void elevenVersions() throws Exception {
    for (ElevenVersions.Pattern pattern : ElevenVersions.Pattern.values()) {
      String name = "versions-" + pattern.name().toLowerCase(Locale.ROOT);
      if (run.wants(name)) {
        try (ElevenVersions table = ElevenVersions.create(path(name))) {
          long one = table.storedBytes();
          table.change(pattern);
          long all = table.storedBytes();
          report.note(String.format(Locale.ROOT, "%s: %,d bytes, then %,d", name, one, all));
          report.add(
              name,
              "bytes of 11 versions with 5 % of 50,000 rows " + pattern.words() + " to one's",
              all / (double) one,
              Goal.atMost(1.8));
        }
      }
    }
  }

  private void oneColumn() throws Exception {
    if (!run.wants("one-column")) {
      return;
    }
    long own;
    try (WideTable table = WideTable.create(path("own"), 200_000)) {
      own = table.bytesOfColumnAlone();
    }
    try (WideTable table = WideTable.create(path("column"), 200_000)) {
      long more = table.bytesOfUpdate();
      report.note(
          String.format(Locale.ROOT, "one column updated: %,d bytes, its own %,d", more, own));
      report.add(
          "one-column",
          "new bytes of one column updated in every row to that column's own",
          more / (double) own,
          Goal.atMost(1.2));
    }
  }

  private void sameFileTwice() throws Exception {
    for (boolean keyed : List.of(true, false)) {
      String name = keyed ? "same-file-twice" : "same-file-without-key";
      if (run.wants(name)) {
        try (FileLoads loads = FileLoads.create(path(name), keyed)) {
          long first = loads.load("A");
          long second = loads.load("B");
          report.note(
              String.format(Locale.ROOT, "%s: %,d bytes, then %,d more", name, first, second));
          report.add(
              name,
              "new bytes of a file loaded into a second table to the first's",
              second / (double) first,
              Goal.atMost(0.02));
        }
      }
    }
  }

  private void oldVersions() throws Exception {
    if (!run.wants("old-version-warm") && !run.wants("old-version-cold")) {
      return;
    }
    try (ManyVersions table = ManyVersions.create(path("old"))) {
      double[] warm =
          Interleaved.medians(
              20, 40, 5, List.of(() -> table.read(table.early()), () -> table.read(table.late())));
      report.note(
          String.format(
              Locale.ROOT, "warm: version 1 %.0f us, 10,000 %.0f", warm[0] / 1e3, warm[1] / 1e3));
      report.add(
          "old-version-warm",
          "SELECT at version 1 to version 10,000, whichever is slower",
          Math.max(warm[0], warm[1]) / Math.min(warm[0], warm[1]),
          Goal.atMost(1.2));
    }
    List<Long> first = new ArrayList<>();
    List<Long> last = new ArrayList<>();
    for (int round = -3; round < 40; round++) {
      for (boolean early : List.of(true, false)) {
        try (ManyVersions table = ManyVersions.open(path("old"))) {
          long version = early ? table.early() : table.late();
          table.readOther();
          long start = System.nanoTime();
          table.read(version);
          if (round >= 0) {
            (early ? first : last).add(System.nanoTime() - start);
          }
        }
      }
    }
    double early = Interleaved.median(first.stream().mapToLong(Long::longValue).toArray());
    double late = Interleaved.median(last.stream().mapToLong(Long::longValue).toArray());
    report.note(
        String.format(
            Locale.ROOT, "cold: version 1 %.0f us, 10,000 %.0f", early / 1e3, late / 1e3));
    report.add(
        "old-version-cold",
        "the same as the first read after opening",
        Math.max(early, late) / Math.min(early, late),
        Goal.atMost(1.2));
  }

  private void branches() throws Exception {
    if (!run.wants("branch-1-table") && !run.wants("branch-1000-tables")) {
      return;
    }
    try (BareForce bare = new BareForce(path("bare"));
        Branching one = Branching.create(path("branch-1"), 1);
        Branching many = Branching.create(path("branch-1000"), 1000)) {
      for (int i = 0; i < BRANCH_WARM_UP; i++) {
        one.branch();
      }
      double[] times =
          Interleaved.medians(30, 40, 10, List.of(bare::commit, one::branch, many::branch));
      report.note(
          String.format(
              Locale.ROOT,
              "CREATE BRANCH: bare force %.0f us, 1 table %.0f, 1,000 tables %.0f",
              times[0] / 1e3,
              times[1] / 1e3,
              times[2] / 1e3));
      report.add(
          "branch-1-table",
          "CREATE BRANCH with one table to one bare write + force",
          times[1] / times[0],
          Goal.atMost(1.5));
      report.add(
          "branch-1000-tables",
          "the same with 1,000 tables",
          times[2] / times[0],
          Goal.atMost(1.5));
    }
  }

  private void updates() throws Exception {
    if (!run.wants("update-by-key")) {
      return;
    }
    long large = run.full() ? 10_000_000 : 1_000_000;
    try (KeyedTable few = KeyedTable.create(path("few"), 10_000);
        KeyedTable many = KeyedTable.create(path("many"), large)) {
      double[] times = Interleaved.medians(20, 40, 25, List.of(few::update, many::update));
      report.note(
          String.format(
              Locale.ROOT,
              "one-row UPDATE by key: 10,000 rows %.0f us, %d rows %.0f",
              times[0] / 1e3,
              large,
              times[1] / 1e3));
      report.add(
          "update-by-key",
          "one-row UPDATE by key in " + large + " rows to 10,000",
          times[1] / times[0],
          Goal.atMost(1.5));
    }
  }

  private void opening() throws Exception {
    if (!run.wants("open")) {
      return;
    }
    int commits = run.full() ? 100_000 : 20_000;
    fill("open-few", 10);
    fill("open-many", commits);
    double[] times =
        Interleaved.medians(5, 15, 1, List.of(() -> open("open-few"), () -> open("open-many")));
    report.note(
        String.format(
            Locale.ROOT,
            "open: 10 commits %.1f ms, %d commits %.1f ms",
            times[0] / 1e6,
            commits,
            times[1] / 1e6));
    report.add(
        "open",
        "opening a database with " + commits + " commits to one with 10",
        times[1] / times[0],
        Goal.atMost(2));
  }

  private void fill(String name, int commits) throws Exception {
    try (SingleRows rows =
        SingleRows.over(Engine.ARMILLARIA.open(path(name) + ";durability=relaxed"))) {
      for (int i = 0; i < commits; i++) {
        rows.commit();
      }
    }
  }

  private void open(String name) throws Exception {
    try (Connection connection = Engine.ARMILLARIA.open(path(name))) {
      connection.isValid(1);
    }
  }
}
