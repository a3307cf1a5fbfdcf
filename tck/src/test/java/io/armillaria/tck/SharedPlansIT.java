package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Random queries that differ in their literals alone, which may share a plan, have the answers of
/// queries that share none: those have a comment of their own in front.
///
/// `-Dtck.shared.queries=N` for more of them, `-Dseed=...` to repeat a run.
class SharedPlansIT {
  private static final int QUERIES = Integer.getInteger("tck.shared.queries", 100);
  private static final int QUERIES_A_SCHEMA = 50;
  private static final int VARIANTS = 4;
  private static final Pattern LITERAL = Pattern.compile("'[^']*'|(?<![\\w.'])\\d+(?![\\w.'])");
  private static final List<String> TEXTS = List.of("'a'", "'ab'", "'Zz '", "''", "'10'");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private int comments;

  @Test
  void answersAreThoseOfPlansOfTheirOwn() throws SQLException {
    System.out.println("SharedPlansIT: -Dseed=" + seed);
    for (int first = 0; first < QUERIES; first += QUERIES_A_SCHEMA) {
      Random random = new Random(seed + first);
      List<Table> tables = RandomTables.of(random);
      try (Session armillaria = Session.memory()) {
        new TableLoader(armillaria.connection()).load(tables);
        RandomQueries generator = new RandomQueries(random, tables.size());
        for (int i = 0; i < QUERIES_A_SCHEMA; i++) {
          String query = i % 2 == 0 ? generator.query().with(name -> name) : simple(random);
          for (int variant = 0; variant < VARIANTS; variant++) {
            compare(armillaria, varied(query, random));
          }
        }
      }
    }
  }

  /// A query of one table with a WHERE that compares.
  private static String simple(Random random) {
    String[] results = {"*", "COUNT(*), MIN(C), MAX(S)", "A, COUNT(*)", "K, A + 3, S || 'x'"};
    String result = results[random.nextInt(results.length)];
    StringBuilder sql = new StringBuilder("SELECT " + result + " FROM R0 WHERE ");
    String[] conditions = {
      "A = 1",
      "B <> 2",
      "K BETWEEN 3 AND 4",
      "5 > A",
      "S = 'a'",
      "T >= 'b'",
      "X < 7",
      "C = 8",
      "A IS NULL",
      "S IN ('a', 'b')",
      "NOT (B < 9 AND T = 'c')",
      "D > DATE '2023-12-25'",
      "F"
    };
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      sql.append(i == 0 ? "" : random.nextBoolean() ? " AND " : " OR ");
      sql.append(conditions[random.nextInt(conditions.length)]);
    }
    return sql + (result.startsWith("A,") ? " GROUP BY A HAVING COUNT(*) > 1" : "");
  }

  /// The query with other literals; dates stay as they are.
  private static String varied(String query, Random random) {
    Matcher matcher = LITERAL.matcher(query);
    StringBuilder varied = new StringBuilder();
    while (matcher.find()) {
      String literal = matcher.group();
      String other =
          literal.matches("'\\d+-.*'") || random.nextInt(3) == 0
              ? literal
              : literal.startsWith("'")
                  ? TEXTS.get(random.nextInt(TEXTS.size()))
                  : String.valueOf(random.nextInt(12));
      matcher.appendReplacement(varied, Matcher.quoteReplacement(other));
    }
    return matcher.appendTail(varied).toString();
  }

  private void compare(Session armillaria, String sql) {
    Outcome shared = Outcome.of(armillaria, sql);
    Outcome alone = Outcome.of(armillaria, "/* " + comments++ + " */ " + sql);
    assertThat(shared.state()).as("seed %d: %s", seed, sql).isEqualTo(alone.state());
    if (alone.answer().isPresent()) {
      Query query = new Query("shared", sql, false, false, EnumSet.allOf(Peer.class));
      assertThat(
              new Comparison(query)
                  .difference(shared.answer().orElseThrow(), alone.answer().orElseThrow()))
          .as("seed %d: %s", seed, sql)
          .isEmpty();
    }
  }

  /// An answer, or the SQLSTATE of a failure.
  private record Outcome(Optional<Answer> answer, String state) {
    static Outcome of(Session armillaria, String sql) {
      try {
        return new Outcome(Optional.of(armillaria.answer(sql)), "00000");
      } catch (SQLException e) {
        return new Outcome(Optional.empty(), e.getSQLState());
      }
    }
  }
}
