package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.file.HostileFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clocks that jump.
final class TestClock {
  private static final long SECOND = 1_000_000;
  private static final long YEAR = 365 * 86_400 * SECOND;
  private static final Logger LOGGER = Logger.getLogger(Committer.class.getName());

  private final HostileFileSystem files = new HostileFileSystem();
  private final List<String> warnings = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final Map<Long, String> rows = new TreeMap<>();
  private long now = 50 * YEAR;
  private Database database = open();

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          warnings.add(record.getLevel() + " " + record.getParameters()[0]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private Database open() {
    return Database.open(
        DatabaseOptions.at(Path.of("/database")), new Environment(files, () -> now));
  }

  @BeforeEach
  void listen() {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
    LOGGER.setLevel(Level.WARNING);
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      times.add(transaction.commit("", "").map(CommitInfo::committedAt).orElseThrow());
    }
  }

  @AfterEach
  void close() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setLevel(null);
    database.close();
  }

  private void commit(long time) {
    now = time;
    long id = times.size();
    try (Transaction transaction = database.begin("main")) {
      Tables.insert(transaction, Map.of(id, "row " + id));
      times.add(transaction.commit("", "").map(CommitInfo::committedAt).orElseThrow());
    }
    rows.put(id, "row " + id);
  }

  /// Each moment shows the commits until then.
  private void checkMoments() {
    try (Transaction transaction = database.begin("main")) {
      for (int i = 0; i < times.size(); i++) {
        Map<Long, String> wanted = new TreeMap<>(rows);
        long last = i;
        wanted.keySet().removeIf(id -> id > last);
        for (long time :
            i + 1 < times.size()
                ? new long[] {times.get(i), times.get(i + 1) - 1}
                : new long[] {times.get(i), times.get(i) + YEAR}) {
          assertThat(Tables.rows(transaction, new VersionSelector.AsOf(time))).isEqualTo(wanted);
        }
      }
    }
  }

  @Test
  void aClockThatGoesBackWarnsOnceAndTimeGoesOn() {
    commit(51 * YEAR);
    for (int i = 0; i < 5; i++) {
      commit(50 * YEAR + i * SECOND);
    }
    assertThat(times.subList(1, 7))
        .containsExactly(
            51 * YEAR, 51 * YEAR + 1, 51 * YEAR + 2, 51 * YEAR + 3, 51 * YEAR + 4, 51 * YEAR + 5);
    assertThat(warnings).containsExactly("WARNING " + YEAR / SECOND);
    commit(52 * YEAR);
    commit(52 * YEAR - SECOND / 2);
    assertThat(warnings).hasSize(1);
    commit(52 * YEAR - 10 * SECOND);
    commit(52 * YEAR - 9 * SECOND);
    assertThat(warnings).hasSize(2).last().isEqualTo("WARNING 10");
    checkMoments();
  }

  @Test
  void aClockThatWasYearsAheadIsRemembered() {
    commit(80 * YEAR);
    database.close();
    now = 50 * YEAR + SECOND;
    database = open();
    for (int i = 0; i < 4; i++) {
      commit(50 * YEAR + (2 + i) * SECOND);
    }
    database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    assertThat(times.getLast()).isEqualTo(80 * YEAR + 4);
    assertThat(warnings).hasSize(1);
    checkMoments();
    try (Transaction transaction = database.begin("main")) {
      assertThat(Tables.rows(transaction, new VersionSelector.AsOf(60 * YEAR))).isEmpty();
    }
  }
}
