package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmillariaParserTest {

  /// Each statement, what it unparses to, and that this text parses to the same again.
  @ParameterizedTest
  @CsvFileSource(resources = "statements.txt", delimiter = '~', quoteCharacter = '`')
  void unparses(String sql, String expected) {
    String text = ArmillariaParser.unparse(ArmillariaParser.parseStatement(sql));

    assertThat(text.replace('\n', ' ')).isEqualTo(expected == null ? sql : expected);
    assertThat(ArmillariaParser.unparse(ArmillariaParser.parseStatement(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "statements.txt", delimiter = '~', quoteCharacter = '`')
  void takesCommentsAndNewlinesBetweenAllTokens(String sql, String expected) {
    String text = ArmillariaParser.unparse(ArmillariaParser.parseStatement(commented(sql)));

    assertThat(text.replace('\n', ' ')).isEqualTo(expected == null ? sql : expected);
  }

  /// With a comment in every gap and around what is no part of a branch's name.
  private static String commented(String sql) {
    StringBuilder text = new StringBuilder("-- first\r\n");
    ArmillariaParserImpl lexer = ArmillariaParser.parser(sql);
    Token last = lexer.getNextToken();
    while (last.kind != ArmillariaParserImplConstants.EOF) {
      text.append(last.image);
      Token next = lexer.getNextToken();
      boolean adjacent = next.beginColumn == last.endColumn + 1;
      if (!adjacent || !RefName.isPiece(last.image) || !RefName.isPiece(next.image)) {
        text.append("/* it's @dev; \"a\" -- */\n-- */ 'it\n\t/***//**/");
      }
      last = next;
    }
    return text.toString();
  }

  /// Words with a meaning here, in Calcite or in PostgreSQL, that are names all the same.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABORT",
        "ANALYZE",
        "BACKUP",
        "BEGIN",
        "BRANCH",
        "COMMIT",
        "CONFLICTS",
        "CONSISTENCY",
        "COPY",
        "COUNT",
        "DATA",
        "DATE",
        "DAY",
        "DELIMITER",
        "DRY",
        "END_",
        "EVENTUAL",
        "FINAL",
        "HEADER",
        "IDENTITY",
        "IF",
        "INDEX",
        "KEY",
        "LANGUAGE",
        "LEVEL",
        "LOCKED",
        "MAX",
        "MEASURE",
        "MERGE",
        "METHOD",
        "MB",
        "MONTH",
        "NAME",
        "NOWAIT",
        "OPTIMIZE",
        "PERIOD",
        "POSITION",
        "PREPARED",
        "RANGE",
        "RANK",
        "RELEASE",
        "RENAME",
        "RESULT",
        "RETAIN",
        "ROLLBACK",
        "ROWS",
        "RUN",
        "RUNNING",
        "SAVEPOINT",
        "SECOND",
        "SNAPSHOT",
        "START",
        "STREAM",
        "SUM",
        "TAG",
        "TEXT",
        "TIME",
        "TIMESTAMP",
        "TYPE",
        "USE",
        "VACUUM",
        "VALUE",
        "VERSION",
        "WAIT",
        "WORK",
        "YEAR",
        "_X",
        "$X",
        "Ä1"
      })
  void leavesWordsToNames(String word) {
    for (String sql :
        new String[] {
          "SELECT %s, t.%s + 1, -%s, %s - 1, f(%s) AS %s, a %s FROM %s, u %s",
          "SELECT * FROM %s@dev VERSION 5 %s JOIN %s@x/y ON %s.%s = %s",
          "SELECT max(%s) OVER (PARTITION BY %s ORDER BY %s) FROM t GROUP BY %s ORDER BY %s DESC",
          "WITH %s (%s) AS (SELECT %s::INTEGER) SELECT CAST(%s AS DATE) FROM %s WHERE %s IS NULL",
          "CREATE TABLE %s (%s INTEGER DEFAULT 1, PRIMARY KEY (%s), CHECK (%s > 0))",
          "ALTER TABLE %s ADD %s INTEGER, DROP %s, RENAME %s TO %s, ALTER %s SET NOT NULL",
          "INSERT INTO %s (%s) SELECT %s FROM %s",
          "UPDATE %s SET %s = %s + 1 WHERE %s IN (1, 2) AND %s BETWEEN 1 AND 2",
          "DELETE FROM %s@dev %s WHERE %s.%s LIKE 'x'",
          "COPY %s (%s) FROM 'file'",
          "SAVEPOINT %s"
        }) {
      String plain = sql.replace("%s", word);
      String quoted = sql.replace("%s", '"' + word + '"');

      assertThat(ArmillariaParser.unparse(ArmillariaParser.parseStatement(plain)))
          .isEqualTo(ArmillariaParser.unparse(ArmillariaParser.parseStatement(quoted)));
    }
  }
}
