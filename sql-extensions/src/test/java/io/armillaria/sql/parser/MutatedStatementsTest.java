package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a statement is turned into, the parser takes it or refuses it properly.
class MutatedStatementsTest {
  private static final List<String> ODD =
      List.of(
          "'",
          "\"",
          "''",
          "\"\"",
          "@",
          "::",
          "?",
          "1e99999999999",
          "99999999999999999999999",
          "U&'\\d800'",
          "E'\\uZZ'",
          "x'1'",
          "_foo'x'",
          "INTERVAL '1' YEAR",
          "{d",
          "[",
          "]",
          "->",
          ":",
          "$",
          "--",
          "/*",
          "*/",
          "//",
          "\\",
          "\u0000",
          "\u0007",
          "\u2028",
          "\uD83D\uDE00");

  @Test
  void areTakenOrRefused() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<List<String>> statements = statements();
    for (int i = 0; i < 2_000; i++) {
      List<String> tokens = new ArrayList<>(pick(random, statements));
      mutate(random, tokens, pick(random, pick(random, statements)));
      String sql = String.join(" ", tokens);
      try {
        ArmillariaParser.split(sql).forEach(part -> assertThat(part).isNotBlank());
        ArmillariaParser.unparse(ArmillariaParser.parseStatement(sql));
      } catch (SqlSyntaxException e) {
        assertThat(e.getMessage())
            .as("seed %s: %s", seed, sql)
            .startsWith("Syntax error at line " + e.line() + ", column " + e.column() + ": ")
            .hasSizeLessThanOrEqualTo(300)
            .doesNotContain("java.", "null", "Exception");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + sql, e);
      }
    }
  }

  private static void mutate(Random random, List<String> tokens, String foreign) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(5)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, foreign);
      case 2 -> tokens.set(at, foreign);
      case 3 -> tokens.add(at, pick(random, ODD));
      default -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
    }
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<List<String>> statements() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                MutatedStatementsTest.class.getResourceAsStream("statements.txt"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> tokens(line.substring(0, line.indexOf('~'))))
          .toList();
    }
  }

  private static List<String> tokens(String sql) {
    List<String> tokens = new ArrayList<>();
    ArmillariaParserImpl lexer = ArmillariaParser.parser(sql);
    Token token = lexer.getNextToken();
    while (token.kind != ArmillariaParserImplConstants.EOF) {
      tokens.add(token.image);
      token = lexer.getNextToken();
    }
    return tokens;
  }
}
