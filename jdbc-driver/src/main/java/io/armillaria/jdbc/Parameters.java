package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.value.Parameter;
import io.armillaria.storage.type.DataType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/// The values of a statement's parameters, checked and converted when they are set.
///
/// `given` keeps what was set, because the types may be others when the statement was prepared
/// again after its tables had changed.
final class Parameters {
  private static final Object MISSING = new Object();

  private final ZoneId zone;
  private final List<DataType> types;
  private final Object[] given;
  private final Object[] converted;

  Parameters(List<DataType> types, ZoneId zone) {
    this.types = types;
    this.zone = zone;
    this.given = new Object[types.size()];
    this.converted = new Object[types.size()];
    clear();
  }

  void clear() {
    Arrays.fill(given, MISSING);
    Arrays.fill(converted, null);
  }

  void set(int number, Object value) throws SQLException {
    check(number);
    converted[number - 1] = convert(number, value);
    given[number - 1] = value;
  }

  /// The values of one run: as they were set, and as the engine takes them.
  record Values(Object[] given, Object[] converted) {}

  /// A copy of the values.
  ///
  /// @throws SQLException when a value is missing
  Values values() throws SQLException {
    for (int i = 0; i < given.length; i++) {
      if (given[i] == MISSING) {
        throw SqlErrors.of(
            SqlStates.MISSING_PARAMETER,
            "Parameter " + (i + 1) + " of " + given.length + " has no value.");
      }
    }
    return new Values(given.clone(), converted.clone());
  }

  /// Converts `values` again when the types are others now.
  Object[] converted(Values values, List<DataType> current) throws SQLException {
    if (current.equals(types)) {
      return values.converted();
    }
    Object[] again = new Object[given.length];
    for (int i = 0; i < again.length; i++) {
      again[i] = new Parameter(i + 1, current.get(i), zone).convert(values.given()[i]);
    }
    return again;
  }

  private Object convert(int number, Object value) throws SQLException {
    return new Parameter(number, types.get(number - 1), zone).convert(value);
  }

  private void check(int number) throws SQLException {
    if (number < 1 || number > given.length) {
      throw SqlErrors.of(
          SqlStates.INVALID_PARAMETER_INDEX,
          given.length == 0
              ? "Parameter " + number + " does not exist; the statement has none."
              : "Parameter "
                  + number
                  + " does not exist; the statement has 1 to "
                  + given.length
                  + ".");
    }
  }
}
