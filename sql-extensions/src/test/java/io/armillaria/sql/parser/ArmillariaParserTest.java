package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ArmillariaParserTest {

  /// Each statement, what it unparses to, and that this text parses to the same again.
  @ParameterizedTest
  @CsvFileSource(
      resources = "statements.txt",
      delimiter = '~',
      quoteCharacter = '`',
      maxCharsPerColumn = 100_000)
  void unparses(String sql, String expected) {
    String text = ArmillariaParser.unparse(ArmillariaParser.parseStatement(sql));

    assertThat(text.replace('\n', ' ')).isEqualTo(expected == null ? sql : expected);
    assertThat(ArmillariaParser.unparse(ArmillariaParser.parseStatement(text))).isEqualTo(text);
  }
}
