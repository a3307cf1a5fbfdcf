package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestKeyQuery {
  @Test
  void readsNamesValuesAndTheirOrder() {
    assertThat(
            KeyQuery.of(" select a, \"b c\" from T1\nWHERE x = ? and \"y\" = -12 AND z='it''s' "))
        .hasValueSatisfying(
            query -> {
              assertThat(query.table()).isEqualTo("T1");
              assertThat(query.columns()).containsExactly("A", "b c");
              assertThat(query.conditions())
                  .containsExactly(
                      new KeyQuery.Condition("X", KeyQuery.Kind.PARAMETER, 0),
                      new KeyQuery.Condition("y", KeyQuery.Kind.WHOLE_NUMBER, 0),
                      new KeyQuery.Condition("Z", KeyQuery.Kind.TEXT, 1));
              assertThat(query.parameters()).isEqualTo(1);
              assertThat(query.literals())
                  .containsExactly(-12L, "it's".getBytes(StandardCharsets.UTF_8));
            });
  }

  @Test
  void literalsAndSpacesAreNotInTheShape() {
    String shape = shape("SELECT a FROM t WHERE k = 5");
    assertThat(shape("select A  from T where\tK=-77")).isEqualTo(shape);
    assertThat(
            List.of(
                shape("SELECT a FROM t WHERE k = '5'"),
                shape("SELECT a FROM t WHERE k = ?"),
                shape("SELECT \"a\" FROM t WHERE k = 5"),
                shape("SELECT a, a FROM t WHERE k = 5"),
                shape("SELECT * FROM t WHERE k = 5"),
                shape("SELECT a FROM t WHERE k = 5 AND k = 5")))
        .doesNotContain(shape)
        .doesNotHaveDuplicates();
  }

  private static String shape(String sql) {
    return KeyQuery.of(sql).orElseThrow().shape();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t",
        "SELECT a b FROM t WHERE k = 5",
        "SELECT t.a FROM t WHERE k = 5",
        "SELECT a + 1 FROM t WHERE k = 5",
        "SELECT DISTINCT a FROM t WHERE k = 5",
        "SELECT *, a FROM t WHERE k = 5",
        "SELECT a FROM s.t WHERE k = 5",
        "SELECT a FROM t x WHERE k = 5",
        "SELECT a FROM t VERSION 5 WHERE k = 5",
        "SELECT a FROM t@dev WHERE k = 5",
        "SELECT a FROM t, u WHERE k = 5",
        "SELECT a FROM t WHERE k = 5 OR k = 6",
        "SELECT a FROM t WHERE k > 5",
        "SELECT a FROM t WHERE k = 5.0",
        "SELECT a FROM t WHERE k = 5e0",
        "SELECT a FROM t WHERE k = 1234567890123456789",
        "SELECT a FROM t WHERE k = 5 ORDER BY a",
        "SELECT a FROM t WHERE k = 5 FOR UPDATE",
        "SELECT a FROM t WHERE k = 5 -- five",
        "SELECT a FROM t WHERE k = --5\n 5",
        "SELECT a FROM t WHERE k = /* five */ 5",
        "SELECT a FROM t WHERE k = 'a' 'b'",
        "SELECT a FROM t WHERE k = N'a'",
        "SELECT a FROM t WHERE k = X'00'",
        "SELECT a FROM t WHERE k = 'a",
        "SELECT a FROM t WHERE k = NULL",
        "SELECT a FROM t WHERE k = k",
        "SELECT \"a\"\"b\" FROM t WHERE k = 5",
        "SELECT \"\" FROM t WHERE k = 5",
        "SELECT \u00e4 FROM t WHERE k = 5",
        "\u017fELECT a FROM t WHERE k = 5",
        "SELECT a FROM t WHERE k = 5;",
        "SELECT a FROM t WHERE",
        "SELECT",
        ""
      })
  void leavesOtherStatementsToTheGrammar(String sql) {
    assertThat(KeyQuery.of(sql)).isEqualTo(Optional.empty());
  }

  @Test
  void reservedWordsAreThoseOfTheGrammarAndFunctionsWithoutParentheses() {
    Set<String> expected = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    Set<String> words =
        Arrays.stream(ArmillariaParserImplConstants.tokenImage)
            .map(image -> image.replace("\"", ""))
            .filter(image -> image.matches("[A-Z_][A-Z_0-9]*"))
            .collect(Collectors.toSet());
    SqlStdOperatorTable.instance().getOperatorList().stream()
        .filter(operator -> operator.getSyntax() == SqlSyntax.FUNCTION_ID)
        .forEach(operator -> expected.add(operator.getName()));
    words.addAll(expected);
    for (String word : words) {
      if (!isName(word)) {
        expected.add(word);
      }
      if (KeyQueryReader.isReserved(word)) {
        found.add(word);
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static boolean isName(String word) {
    String sql = "SELECT " + word + " FROM " + word + " WHERE " + word + " = 5";
    try {
      SqlNode parsed = ArmillariaParser.parseStatement(sql);
      return parsed instanceof SqlSelect select
          && select.getSelectList().get(0) instanceof SqlIdentifier name
          && name.getSimple().equals(word)
          && parsed.toString().replace("`", "").replaceAll("\\s+", " ").equals(sql);
    } catch (SqlSyntaxException e) {
      return false;
    }
  }
}
