package io.armillaria.jdbc.value;

import io.armillaria.execution.expression.NumberText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.UUID;

/// Values for parameters that are text.
final class TextValues {
  /// Beyond this a decimal's zeros are not written out.
  private static final int MOST_ZEROS = 1000;

  private TextValues() {}

  static String text(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case String text -> text;
      case Character character -> character.toString();
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case Float number -> NumberText.approximate(number, true);
      case Double number -> NumberText.approximate(number, false);
      case BigDecimal number ->
          Math.abs((long) number.scale()) > MOST_ZEROS ? number.toString() : number.toPlainString();
      case Byte _, Short _, Integer _, Long _, BigInteger _, UUID _ -> value.toString();
      case LocalDate date -> date.toString();
      case LocalTime time -> TemporalText.format(time);
      case OffsetTime time -> TemporalText.format(time.toLocalTime());
      case OffsetDateTime _, ZonedDateTime _, Instant _ ->
          TemporalText.format(
              OffsetDateTime.ofInstant(Temporals.instant(parameter, value), parameter.zone()));
      default -> TemporalText.format(Temporals.timestamp(parameter, value));
    };
  }

  /// Whether a surrogate stands alone.
  static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
