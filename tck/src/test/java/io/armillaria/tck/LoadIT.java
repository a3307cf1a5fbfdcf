package io.armillaria.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Loads that are larger than the heap, each in one transaction.
final class LoadIT {
  private static final String PROGRAM =
      """
      import java.sql.*;

      public class Load {
        static String text(long seed, int length) {
          StringBuilder text = new StringBuilder();
          for (long x = seed * 0x9E3779B97F4A7C15L + 1; text.length() < length; x = x * 0x5851F42D4C957F2DL + 1) {
            text.append(Long.toString(x >>> 8, 36));
          }
          return text.substring(0, length);
        }

        public static void main(String[] args) throws Exception {
          int rows = Integer.parseInt(args[2]);
          String kind = args[1];
          try (Connection c = DriverManager.getConnection("jdbc:armillaria:file:" + args[0]);
              Statement s = c.createStatement()) {
            s.execute("CREATE TABLE t (id BIGINT NOT NULL, a VARCHAR(200), b VARCHAR(200), n INTEGER"
                + (kind.equals("keyless") ? ")" : ", PRIMARY KEY (id))"));
            c.setAutoCommit(false);
            try (PreparedStatement p = c.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?)")) {
              for (int i = 0; i < rows; i++) {
                p.setLong(1, kind.equals("random") ? Long.reverse(i) >>> 1 : i);
                p.setString(2, text(i, 40));
                p.setString(3, text(-i, 40));
                p.setInt(4, i % 1000);
                p.addBatch();
                if (i % 2000 == 1999) {
                  p.executeBatch();
                }
              }
              p.executeBatch();
            }
            if (!kind.equals("keyless")) {
              try {
                s.execute("INSERT INTO t VALUES (0, '', '', 0)");
                throw new AssertionError("a key twice");
              } catch (SQLException e) {
                System.out.println(e.getSQLState());
              }
            }
            c.commit();
            System.out.println(s.executeUpdate("UPDATE t SET n = n + 1"));
            s.execute("CREATE TABLE u AS SELECT * FROM t");
            c.commit();
            for (String table : new String[] {"t", "u"}) {
              try (ResultSet r = s.executeQuery("SELECT COUNT(*), SUM(n), MAX(id), SUM(CHAR_LENGTH(a) + CHAR_LENGTH(b)) FROM " + table)) {
                r.next();
                System.out.println(r.getLong(1) + " " + r.getLong(2) + " " + r.getLong(4));
              }
            }
          }
        }
      }
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sorted", "random", "keyless"})
  void aLoadMayBeLargerThanTheHeap(String kind) throws Exception {
    int rows = 1_200_000;
    ChildJvm.compile(directory, "Load", PROGRAM, 25);
    Path home = Path.of(System.getProperty("java.home"));
    ProcessBuilder builder =
        ChildJvm.builder(
            home,
            List.of(directory, ChildJvm.driver()),
            "Load",
            directory.resolve("db").toString(),
            kind,
            String.valueOf(rows));
    builder.command().add(1, "-Xmx96m");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += i % 1000 + 1;
    }
    String summary = rows + " " + sum + " " + rows * 80L + "\n";
    assertThat(output)
        .isEqualTo((kind.equals("keyless") ? "" : "23505\n") + rows + "\n" + summary + summary);
  }
}
