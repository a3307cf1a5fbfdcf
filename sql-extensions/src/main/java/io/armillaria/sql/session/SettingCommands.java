package io.armillaria.sql.session;

import io.armillaria.storage.failure.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSetOption;

/// `SET name = value`: what the URL sets too, for this session from now on.
final class SettingCommands {
  private static final List<String> NAMES = List.of("LOCKTIMEOUT", "TRANSACTIONTIMEOUT");

  private SettingCommands() {}

  static CompiledStatement compile(SqlSetOption option) {
    String name = option.name().toString().replace("_", "").toUpperCase(Locale.ROOT);
    if (!NAMES.contains(name) || option.getValue() == null) {
      throw new Failure.InvalidParameter(
              "There is no setting "
                  + option.name()
                  + "; SET takes LOCK_TIMEOUT and TRANSACTION_TIMEOUT, in milliseconds.")
          .raise();
    }
    Duration limit = milliseconds(name, option.getValue());
    return new Command(
        session -> {
          TransactionSettings settings = session.transactions().settings();
          if (name.equals("LOCKTIMEOUT")) {
            settings.lockTimeout(limit);
          } else {
            settings.idleTimeout(limit);
          }
        });
  }

  private static Duration milliseconds(String name, SqlNode value) {
    BigDecimal number =
        value instanceof SqlNumericLiteral literal ? literal.bigDecimalValue() : null;
    if (number == null
        || number.signum() < 0
        || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
        || number.stripTrailingZeros().scale() > 0) {
      throw new Failure.InvalidParameter(
              name + " is " + value + ", but must be a whole number of milliseconds.")
          .raise();
    }
    return Duration.ofMillis(number.longValueExact());
  }
}
