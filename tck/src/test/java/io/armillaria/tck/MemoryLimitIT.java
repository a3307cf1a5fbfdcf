package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Queries that go to files for want of memory have the answers that they have in memory;
/// `-Dtck.scale=0.1` for more data than CI has.
class MemoryLimitIT {
  private static final double SCALE = Double.parseDouble(System.getProperty("tck.scale", "0.02"));
  private static final String LIMIT = System.getProperty("tck.memoryLimit", "16MB");
  private static final Map<Query, Answer> ANSWERS = new HashMap<>();

  @TempDir private static Path directory;

  private static Session limited;

  @BeforeAll
  static void load() throws SQLException {
    try (Session session = Session.file(directory)) {
      TableLoader loader = new TableLoader(session.connection());
      loader.copy(TpchData.tables(SCALE));
      loader.load(SampleData.tables());
      for (Query query : queries().toList()) {
        ANSWERS.put(query, session.answer(query.sql()));
      }
    }
    limited = Session.file(directory, "memoryLimit=" + LIMIT + ";threads=2");
  }

  @AfterAll
  static void close() throws SQLException {
    limited.close();
  }

  @TestFactory
  Stream<DynamicTest> answers() {
    return queries().map(query -> DynamicTest.dynamicTest(query.name(), () -> compare(query)));
  }

  @Test
  void someWentToFilesAndNothingIsLeft() throws SQLException {
    limited.rows("SELECT COUNT(*) FROM (SELECT DISTINCT l_orderkey, l_linenumber FROM lineitem)");
    assertThat(limited.rows("SELECT name FROM __stats WHERE name = 'spilled bytes' AND value > 0"))
        .isNotEmpty();
    assertThat(limited.rows("SELECT value FROM __stats WHERE name = 'spill files'")).isEqualTo("0");
  }

  private static Stream<Query> queries() {
    return Stream.concat(
        TpchQueries.all().stream(),
        DifferentialScripts.all().values().stream().flatMap(List::stream));
  }

  private static void compare(Query query) throws SQLException {
    Answer found = limited.answer(query.sql());
    new Comparison(query)
        .difference(found, ANSWERS.get(query))
        .ifPresent(difference -> fail(query.sql() + "\nis not as in memory: " + difference));
  }
}
