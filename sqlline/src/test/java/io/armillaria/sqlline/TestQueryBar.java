package io.armillaria.sqlline;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.jdbc.QueryProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TestQueryBar {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final QueryBar bar =
      new QueryBar(new PrintStream(screen, true, StandardCharsets.UTF_8), nanos::get);

  private record At(double fraction, long rowsRead, long rowsToRead) implements QueryProgress {}

  private static final QueryProgress HALFWAY = new At(0.5, 1500, 3000);

  @Test
  void isShownForCallsThatTakeLong() {
    bar.draw();
    bar.begin(HALFWAY);
    nanos.addAndGet(400_000_000);
    bar.draw();
    assertThat(screen.toString(StandardCharsets.UTF_8)).isEmpty();
    nanos.addAndGet(200_000_000);
    bar.draw();
    String line = "  [===============               ]  50 %  1,500 of 3,000 rows  0.6 s";
    assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("\r" + line);
    screen.reset();
    bar.end();
    bar.draw();
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r" + " ".repeat(line.length()) + "\r");
  }

  @Test
  void callsThatReadNothingHaveTheirTimeOnly() {
    bar.begin(new At(0, 0, 0));
    nanos.addAndGet(2_500_000_000L);
    bar.draw();
    assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("\r  running  2.5 s");
  }

  @Test
  void callsThatReturnSoonLeaveNothing() {
    bar.begin(HALFWAY);
    bar.end();
    nanos.addAndGet(10_000_000_000L);
    bar.draw();
    assertThat(screen.size()).isZero();
  }

  @Test
  void watchedStatementsGiveWhatOthersDo() throws SQLException {
    String url = "jdbc:armillaria:mem:";
    WatchedDriver driver = new WatchedDriver(DriverManager.getDriver(url), bar);
    try (Connection connection = driver.connect(url, new java.util.Properties());
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT n FROM (VALUES (1), (2)) AS v (n)")).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
      Assertions.assertThatThrownBy(() -> statement.execute("SELECT nothing"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(driver.connect("jdbc:other:", new java.util.Properties())).isNull();
    assertThat(screen.size()).isZero();
  }
}
