package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries over more rows than `memoryLimit` holds, in a JVM whose heap does not hold them either.
final class SmallHeapIT {
  private static final int ROWS = 200_000;

  /// Each row's text is of one row alone; ten rows have one group.
  private static final String PROGRAM =
      """
      import java.sql.*;

      public class SmallHeap {
        static Statement s;
        static long spilled;

        public static void main(String[] args) throws Exception {
          int rows = Integer.parseInt(args[1]);
          try (Connection c = DriverManager.getConnection(
                  "jdbc:armillaria:file:" + args[0] + ";memoryLimit=32MB;threads=2")) {
            s = c.createStatement();
            s.execute("CREATE TABLE t (id BIGINT NOT NULL, g INTEGER, s VARCHAR(300))");
            s.execute("INSERT INTO t SELECT v, MOD(v * 31, " + rows / 10 + "),"
                + " CAST(1000000 + MOD(v * 7919, " + rows + ") AS VARCHAR) || '" + "x".repeat(220)
                + "' FROM TABLE(GENERATE_SERIES(0, " + (rows - 1) + ")) AS n (v)");
            sort(rows);
            one("join", "SELECT COUNT(*), SUM(a.id - b.id), MIN(CHAR_LENGTH(a.s)) FROM t a JOIN t b ON a.s = b.s");
            one("group", "SELECT COUNT(*), SUM(n), SUM(m) FROM (SELECT s, COUNT(*) AS n, MAX(id) AS m FROM t GROUP BY s) AS q");
            one("distinct", "SELECT COUNT(DISTINCT s), COUNT(DISTINCT g) FROM t");
            one("window", "SELECT MAX(r), SUM(r), SUM(k) FROM (SELECT ROW_NUMBER() OVER (PARTITION BY g ORDER BY s) AS r,"
                + " COUNT(s) OVER (PARTITION BY g) AS k FROM t) AS q");
          }
        }

        static void sort(int rows) throws SQLException {
          long sum = 0;
          int read = 0;
          String last = "";
          boolean ascending = true;
          try (ResultSet r = s.executeQuery("SELECT s, id FROM t ORDER BY s")) {
            while (r.next()) {
              String text = r.getString(1);
              ascending &= text.compareTo(last) > 0;
              last = text;
              sum += r.getLong(2);
              read++;
            }
          }
          print("sort", read + " " + sum + " " + ascending);
        }

        static void one(String name, String sql) throws SQLException {
          String answer;
          try (ResultSet r = s.executeQuery(sql)) {
            r.next();
            answer = r.getString(1);
            for (int i = 2; i <= r.getMetaData().getColumnCount(); i++) {
              answer += " " + r.getString(i);
            }
          }
          print(name, answer);
        }

        static void print(String name, String answer) throws SQLException {
          long before = spilled;
          spilled = stat("spilled bytes");
          System.out.println(name + " " + answer + (spilled > before ? "" : ", all in memory")
              + (stat("spill files") == 0 ? "" : ", files left"));
        }

        static long stat(String name) throws SQLException {
          try (ResultSet r = s.executeQuery("SELECT value FROM __stats WHERE name = '" + name + "'")) {
            r.next();
            return r.getLong(1);
          }
        }
      }
      """;

  @TempDir private Path directory;

  @Test
  void isNotOutgrown() throws Exception {
    ChildJvm.compile(directory, "SmallHeap", PROGRAM, 25);
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            Path.of(System.getProperty("java.home")),
            List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
            List.of(directory, ChildJvm.driver()),
            "SmallHeap",
            directory.resolve("db").toString(),
            String.valueOf(ROWS));
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines())
        .containsExactly(
            "sort " + ROWS + " " + sum(ROWS) + " true",
            "join " + ROWS + " 0 227",
            "group " + ROWS + " " + ROWS + " " + sum(ROWS),
            "distinct " + ROWS + " " + ROWS / 10,
            "window 10 " + ROWS / 10 * 55L + " " + ROWS * 10L);
    assertThat(outcome.exit()).isZero();
  }

  private static long sum(long rows) {
    return rows * (rows - 1) / 2;
  }
}
