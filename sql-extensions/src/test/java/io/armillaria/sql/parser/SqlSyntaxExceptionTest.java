package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SqlSyntaxExceptionTest {

  @ParameterizedTest
  @CsvFileSource(resources = "errors.txt", delimiter = '~', quoteCharacter = '`')
  void saysWhereAndWhat(String sql, String message) {
    assertThatThrownBy(() -> ArmillariaParser.parseStatement(sql))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessage("Syntax error at " + message);
  }

  @Test
  void carriesThePlaceAndTheTokens() {
    SqlSyntaxException refused = refuse("SELECT 1\r\n  FROM t\n\tWHERE a GROUPED BY b");

    assertThat(refused.line()).isEqualTo(3);
    assertThat(refused.column()).isEqualTo(10);
    assertThat(refused.found()).contains("GROUPED");
    assertThat(refused.expected()).startsWith("GROUP", "HAVING", "ORDER", "LIMIT");
  }

  @Test
  void foundNothingAtTheEnd() {
    SqlSyntaxException refused = refuse("UPDATE t SET\n a = -- nothing\n\n");

    assertThat(refused)
        .hasMessage(
            "Syntax error at line 2, column 5: found the end of the statement, expected an"
                + " expression, DEFAULT");
    assertThat(refused.found()).isEmpty();
  }

  @Test
  void isShort() {
    String name = "x".repeat(100_000);

    assertThat(refuse("SELECT 1 FROM '" + name + "'").getMessage()).hasSizeLessThan(300);
    assertThat(refuse("SELECT 1 FROM " + name).getMessage()).hasSize(300);
  }

  @Test
  void refusesNul() {
    assertThat(refuse("SELECT 1,\n '\0'"))
        .hasMessage("Syntax error at line 2, column 3: the character U+0000 is not allowed");
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    assertThat(refuse("SELECT\n" + "(".repeat(100_000)))
        .hasMessage("Syntax error at line 2, column 201: nested more than 200 levels deep");
    assertThat(refuse("SELECT " + "case when a then ".repeat(201) + "1" + " end".repeat(201)))
        .hasMessage("Syntax error at line 1, column 3408: nested more than 200 levels deep");
  }

  @Test
  void refusesMoreOperatorsThanTheStackHasRoomFor() throws InterruptedException {
    AtomicReference<SqlSyntaxException> refused = new AtomicReference<>();
    Runnable parse = () -> refused.set(refuse("SELECT 1" + " + 1".repeat(30_000)));
    Thread thread = new Thread(null, parse, "small stack", 256 * 1024);
    thread.start();
    thread.join();

    assertThat(refused.get())
        .hasMessage("Syntax error at line 1, column 1: the statement has too many operators");
  }

  @Test
  void takesWhatIsNestedDeeplyOrLong() {
    for (String sql :
        List.of(
            "SELECT " + "(".repeat(200) + "1" + ")".repeat(200),
            "SELECT " + "CASE WHEN a THEN ".repeat(200) + "1" + " END".repeat(200),
            "SELECT * FROM " + "(SELECT * FROM ".repeat(200) + "t@dev" + ") AS t".repeat(200),
            "INSERT INTO t VALUES (1, 'a')" + ", (1, '(')".repeat(5_000),
            "SELECT a FROM t WHERE a IN (1" + ", 2".repeat(10_000) + ")",
            "SELECT a FROM t WHERE a = 1" + " OR a = 2".repeat(500))) {
      assertThat(ArmillariaParser.parseStatement(sql)).isNotNull();
    }
  }

  private static SqlSyntaxException refuse(String sql) {
    return catchThrowableOfType(
        SqlSyntaxException.class, () -> ArmillariaParser.parseStatement(sql));
  }
}
