package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.txn.DatabaseOptions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// CHAR compared with constants: trailing blanks never count, whatever the form of the comparison.
class TestCharComparisons {
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  private final Random random = new Random(SEED);
  private final Map<Integer, String> codes = new TreeMap<>();
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 2));
    session = engine.newSession(new SessionOptions("main", "tester", ZoneId.of("UTC"), false));
    run("CREATE TABLE t (id INTEGER PRIMARY KEY, code CHAR(3), wide CHAR(5), free VARCHAR(5))");
    for (int id = 0; id < 30; id++) {
      String code = text(3);
      codes.put(id, code.stripTrailing());
      run(
          "INSERT INTO t VALUES (%d, %s, %s, %s)"
              .formatted(id, quoted(code), quoted(code), quoted(code.stripTrailing())));
    }
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void trailingBlanksNeverCount() {
    for (int round = 0; round < 8; round++) {
      String one = text(5);
      String other = text(5);
      for (String column : List.of("code", "wide")) {
        check(column + " = " + quoted(one), code -> order(code, one) == 0);
        check(quoted(one) + " = " + column, code -> order(code, one) == 0);
        check(column + " <> " + quoted(one), code -> order(code, one) != 0);
        check(column + " < " + quoted(one), code -> order(code, one) < 0);
        check(column + " >= " + quoted(one), code -> order(code, one) >= 0);
        check(column + " IS NOT DISTINCT FROM " + quoted(one), code -> order(code, one) == 0);
        check(
            "CASE " + column + " WHEN " + quoted(one) + " THEN TRUE ELSE FALSE END",
            code -> order(code, one) == 0);
        check(
            "%s BETWEEN %s AND %s".formatted(column, quoted(one), quoted(other)),
            code -> order(code, one) >= 0 && order(code, other) <= 0);
        check(
            "%1$s = %2$s AND %1$s = %3$s".formatted(column, quoted(one), quoted(other)),
            code -> order(code, one) == 0 && order(code, other) == 0);
        check(
            "%1$s <> %2$s OR %1$s <> %3$s".formatted(column, quoted(one), quoted(other)),
            code -> order(code, one) != 0 || order(code, other) != 0);
        check("(%s, 1) = (%s, 1)".formatted(column, quoted(one)), code -> order(code, one) == 0);
      }
      check("code = wide", code -> true);
    }
  }

  @Test
  void membersOfListsAreComparedAlike() {
    for (int members : new int[] {1, 3, 8, 1100}) {
      List<String> list = IntStream.range(0, members).mapToObj(i -> text(5)).toList();
      String written =
          list.stream().map(TestCharComparisons::quoted).collect(Collectors.joining(", "));
      String rows =
          list.stream().map(each -> "(" + quoted(each) + ", 1)").collect(Collectors.joining(", "));
      Predicate<String> isMember = code -> list.stream().anyMatch(each -> order(code, each) == 0);
      for (String column : List.of("code", "wide")) {
        check(column + " IN (" + written + ")", isMember);
        check(column + " NOT IN (" + written + ")", isMember.negate());
        check(column + " IN (" + written + ", NULL)", isMember);
        if (members < 100) {
          check("(" + column + ", 1) IN (" + rows + ")", isMember);
        }
      }
    }
  }

  /// In VARCHAR blanks count, also in one that was CHAR.
  @Test
  void blanksOfVarcharCount() {
    check("free = 'a '", code -> false);
    check("free IN ('a ', 'b ')", code -> false);
    check("CAST(code AS VARCHAR(3)) = 'a  '", code -> false);
    check("CAST(code AS VARCHAR(3)) = 'a'", code -> code.equals("a"));
  }

  private static int order(String code, String constant) {
    return code.compareTo(constant.stripTrailing());
  }

  private String text(int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      text.append("ab ".charAt(random.nextInt(3)));
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private void check(String condition, Predicate<String> expected) {
    List<String> wanted = new ArrayList<>(List.of("ID"));
    codes.forEach(
        (id, code) -> {
          if (expected.test(code)) {
            wanted.add(String.valueOf(id));
          }
        });
    String sql = "SELECT id FROM t WHERE " + condition + " ORDER BY id";
    assertThat(run(sql)).as("seed %d: %s", SEED, sql).isEqualTo(wanted);
  }

  private List<String> run(String sql) {
    return new ScriptRunner(session).run(sql);
  }
}
