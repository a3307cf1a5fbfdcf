package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptSplitterTest {

  @Test
  void cutsAtSemicolonsOutsideOfQuotesAndComments() {
    String script =
        """
        -- first; not here
        CREATE TABLE t (a TEXT);;

        INSERT INTO t VALUES (';', '''', E'\\';'); /* ; */ SELECT ";" /* ; */
          FROM t@dev--;
        ;
        -- the end
        """;

    assertThat(ArmillariaParser.split(script))
        .containsExactly(
            "CREATE TABLE t (a TEXT)",
            "INSERT INTO t VALUES (';', '''', E'\\';')",
            "SELECT \";\" /* ; */\n  FROM t@dev");
  }

  @Test
  void countsEveryKindOfLineEnd() {
    assertThat(ArmillariaParser.split("SELECT\r1;\r\n\tSELECT\n2\r\n;SELECT 3"))
        .containsExactly("SELECT\r1", "SELECT\n2", "SELECT 3");
  }

  @Test
  void findsNothingInNothing() {
    assertThat(ArmillariaParser.split("")).isEmpty();
    assertThat(ArmillariaParser.split(" ; -- x\n;/**/")).isEmpty();
  }

  @Test
  void keepsWhatItCannotReadInOnePiece() {
    assertThat(ArmillariaParser.split("SELECT 1; SELECT 'a; DROP TABLE t;"))
        .containsExactly("SELECT 1", "SELECT 'a; DROP TABLE t;");
    assertThat(ArmillariaParser.split("SELECT 1;; # a; b")).containsExactly("SELECT 1", "# a; b");
    assertThat(ArmillariaParser.split("SELECT 1; SELECT 2 /* ; SELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2 /* ; SELECT 3");
  }

  @Test
  void parsesScripts() {
    assertThat(ArmillariaParser.parseScript("; SELECT 1;; USE BRANCH a/b; "))
        .extracting(ArmillariaParser::unparse)
        .containsExactly("SELECT 1", "USE BRANCH a/b");
  }
}
