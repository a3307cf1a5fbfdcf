package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.tck.RandomQueries.Generated;
import io.armillaria.tck.RandomQueries.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Random queries over random tables have the answers of DuckDB and H2, on the newest version, on a
/// branch, at an old version, and after OPTIMIZE; and Armillaria's answers fit each other.
///
/// `-Dtck.random.queries=` says how many, `-Dseed=...` to repeat a run.
class RandomQueriesIT {
  private static final int QUERIES = Integer.getInteger("tck.random.queries", 10_000);
  private static final int QUERIES_A_SCHEMA = 50;
  private static final int SHOWN = 20;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final Map<Peer, Integer> compared = new ConcurrentHashMap<>();
  private final AtomicInteger passedOver = new AtomicInteger();

  /// Queries of which one peer has our answer and the other has not.
  private final AtomicInteger outvoted = new AtomicInteger();

  @Test
  void answersAsThePeersDo() throws Exception {
    System.out.println("RandomQueriesIT: -Dseed=" + seed);
    List<Callable<Void>> schemas = new ArrayList<>();
    for (int first = 0; first < QUERIES; first += QUERIES_A_SCHEMA) {
      long schemaSeed = seed + first;
      int queries = Math.min(QUERIES_A_SCHEMA, QUERIES - first);
      schemas.add(
          () -> {
            if (problems.size() < SHOWN) {
              schema(schemaSeed, queries);
            }
            return null;
          });
    }
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
      for (Future<Void> schema : threads.invokeAll(schemas)) {
        schema.get();
      }
    }
    System.out.println(
        "Compared with " + compared + ", passed over " + passedOver + ", outvoted " + outvoted);
    assertThat(problems).as("seed %d", seed).isEmpty();
    assertThat(outvoted.get()).isLessThan(2 + QUERIES / 1000);
    assertThat(compared.get(Peer.DUCKDB)).isGreaterThan(QUERIES * 8 / 10);
    assertThat(compared.get(Peer.H2)).isGreaterThan(QUERIES / 2);
  }

  private void schema(long schemaSeed, int queries) throws SQLException {
    Random random = new Random(schemaSeed);
    List<Table> tables = RandomTables.of(random);
    Map<Peer, Connection> peers = new EnumMap<>(Peer.class);
    try (Session armillaria = Session.memory()) {
      new TableLoader(armillaria.connection()).load(tables);
      for (Peer peer : Peer.values()) {
        Connection connection = peer.open();
        peers.put(peer, connection);
        new TableLoader(connection).load(tables);
      }
      // the schemas take the cores
      run(peers.get(Peer.DUCKDB), "SET threads = 1");
      // joins without a key take it long
      run(peers.get(Peer.H2), "SET QUERY_TIMEOUT 500");
      armillaria.run("CREATE BRANCH kept");
      OldVersions versions = OldVersions.of(armillaria, tables);
      RandomQueries generator = new RandomQueries(random, tables.size());
      for (int i = 0; i < queries; i++) {
        String what = "schema seed " + schemaSeed + " query " + i + ": ";
        compare(what, armillaria, peers, generator.query(), versions, i);
        if (i % 5 == 0) {
          check(what, armillaria, generator, versions);
        }
      }
    } finally {
      for (Connection connection : peers.values()) {
        connection.close();
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void compare(
      String what,
      Session armillaria,
      Map<Peer, Connection> peers,
      Generated query,
      OldVersions versions,
      int number)
      throws SQLException {
    String plain = query.with(name -> name);
    Answers answers = Answers.of(peers, plain);
    String old = query.with(versions.spelling(number));
    Attempt found = Attempt.of(armillaria.connection(), old);
    KnownDifferences.Verdict verdict = KnownDifferences.of(plain, found, answers);
    if (verdict == KnownDifferences.Verdict.EXPECTED) {
      passedOver.incrementAndGet();
      return;
    }
    if (found.error() != null) {
      problems.add(what + old + "\nfails: " + found.error());
      return;
    }
    Comparison comparison =
        new Comparison(
            new Query("random", plain, false, query.approximate(), EnumSet.allOf(Peer.class)));
    Map<Peer, String> differences = new EnumMap<>(Peer.class);
    answers
        .given()
        .forEach(
            (peer, answer) -> {
              compared.merge(peer, 1, Integer::sum);
              comparison
                  .difference(found.answer(), answer)
                  .ifPresent(difference -> differences.put(peer, difference));
            });
    if (differences.size() == 1 && answers.given().size() == 2) {
      System.out.println(what + old + "\nis as in one peer only: " + differences);
      outvoted.incrementAndGet();
    } else if (!differences.isEmpty()) {
      problems.add(what + old + "\nis not as in " + differences);
    }
  }

  /// A condition parts the rows into those where it is true, false and unknown; and it holds as
  /// often in a select list as in a WHERE.
  private void check(String what, Session armillaria, RandomQueries generator, OldVersions versions)
      throws SQLException {
    Source source = generator.source();
    String condition = generator.condition(source);
    UnaryOperator<String> spelling = versions.spelling(0);
    String from = " FROM " + source.from();
    String counts =
        sql("SELECT COUNT(*), SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END)" + from, spelling);
    Attempt whole = Attempt.of(armillaria.connection(), counts);
    long[] parts = new long[3];
    String[] tests = {condition, "NOT " + condition, "(" + condition + ") IS NULL"};
    for (int i = 0; i < tests.length; i++) {
      String part = sql("SELECT COUNT(*)" + from + " WHERE " + tests[i], spelling);
      Attempt counted = Attempt.of(armillaria.connection(), part);
      if (whole.error() != null || counted.error() != null) {
        return;
      }
      parts[i] = number(counted.answer(), 0);
    }
    long all = number(whole.answer(), 0);
    long holds = number(whole.answer(), 1);
    if (parts[0] + parts[1] + parts[2] != all || parts[0] != holds) {
      problems.add(
          "%s%s%ncounts %d rows, %d where it holds; parts are %d, %d and %d"
              .formatted(what, counts, all, holds, parts[0], parts[1], parts[2]));
    }
  }

  private static String sql(String text, UnaryOperator<String> spelling) {
    return new Generated(text, false).with(spelling);
  }

  private static long number(Answer answer, int column) {
    Object value = answer.rows().getFirst().get(column);
    return value == null ? 0 : ((Number) value).longValue();
  }

  /// What an engine makes of a query.
  record Attempt(Answer answer, String error) {
    static Attempt of(Connection connection, String sql) {
      try {
        return new Attempt(Answer.of(connection, sql), null);
      } catch (SQLException | RuntimeException e) {
        String state = e instanceof SQLException sqlException ? sqlException.getSQLState() : "";
        return new Attempt(null, state + " " + e.getMessage());
      }
    }
  }

  /// The peers' answers, of those that have one.
  record Answers(Map<Peer, Answer> given) {
    static Answers of(Map<Peer, Connection> peers, String sql) {
      Map<Peer, Answer> given = new EnumMap<>(Peer.class);
      peers.forEach(
          (peer, connection) -> {
            Attempt attempt = Attempt.of(connection, sql);
            if (attempt.error() == null) {
              given.put(peer, attempt.answer());
            }
          });
      return new Answers(given);
    }
  }

  /// The tables as they were loaded: on the branch that was made then, and by their version in the
  /// midst of later changes.
  record OldVersions(Map<String, Long> versions) {
    static OldVersions of(Session armillaria, List<Table> tables) throws SQLException {
      Map<String, Long> versions = new java.util.HashMap<>();
      try (Statement statement = armillaria.connection().createStatement()) {
        for (Table table : tables) {
          try (var result =
              statement.executeQuery(
                  "SELECT MAX(new_version) FROM __changelog WHERE table_name = '"
                      + table.name()
                      + "'")) {
            result.next();
            versions.put(table.name(), result.getLong(1));
          }
          String name = table.name();
          statement.execute("UPDATE " + name + " SET A = A + 1, S = 'changed' WHERE MOD(K, 3) = 0");
          statement.execute("DELETE FROM " + name + " WHERE MOD(K, 4) = 1");
          statement.execute("INSERT INTO " + name + " (K) VALUES (100000), (100001)");
          if (table.rows().iterator().hasNext()) {
            statement.execute("OPTIMIZE TABLE " + name);
          }
        }
      }
      return new OldVersions(versions);
    }

    UnaryOperator<String> spelling(int number) {
      return number % 2 == 0
          ? name -> name + "@kept"
          : name -> name + " VERSION " + versions.get(name);
    }
  }
}
