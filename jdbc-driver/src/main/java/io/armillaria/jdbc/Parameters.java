package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.value.Parameter;
import io.armillaria.sql.session.PreparedSql;
import io.armillaria.storage.type.DataType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The values of a statement's parameters, checked and converted when they are set.
///
/// `given` keeps what was set, because the types may be others when the statement was prepared
/// again after its tables had changed. `wide` are those whose values are no whole numbers of 64
/// bits, but are only compared with such.
final class Parameters {
  private static final Object MISSING = new Object();

  private final PreparedSql prepared;
  private final SessionAccess access;
  private final ZoneId zone;
  private final List<DataType> types;
  private final Object[] given;
  private final Object[] converted;
  private final Set<Integer> wide = new HashSet<>();
  private Set<Integer> widened = Set.of();

  Parameters(PreparedSql prepared, SessionAccess access, ZoneId zone) {
    this.prepared = prepared;
    this.access = access;
    this.types = prepared.parameters();
    this.zone = zone;
    this.given = new Object[types.size()];
    this.converted = new Object[types.size()];
    clear();
  }

  void clear() {
    Arrays.fill(given, MISSING);
    Arrays.fill(converted, null);
    wide.clear();
  }

  void set(int number, Object value) throws SQLException {
    check(number);
    int index = number - 1;
    try {
      converted[index] = new Parameter(number, types.get(index), zone).convert(value);
      wide.remove(index);
    } catch (SQLException e) {
      if (!SqlStates.NUMERIC_OVERFLOW.equals(e.getSQLState()) || !isWidened(index)) {
        throw e;
      }
      wide.add(index);
    }
    given[index] = value;
  }

  private boolean isWidened(int index) throws SQLException {
    if (types.get(index) != DataType.Plain.BIGINT) {
      return false;
    }
    widen(Set.of(index));
    DataType type = prepared.parameters().get(index);
    widen(Set.of());
    return type instanceof DataType.Decimal;
  }

  /// Has the statement take values whose parameters `indexes` are wide.
  void widen(Set<Integer> indexes) throws SQLException {
    if (!widened.equals(indexes)) {
      access.call(
          _ -> {
            prepared.widen(indexes);
            return null;
          });
      widened = indexes;
    }
  }

  /// The values of one run: as they were set, and as the engine takes them unless some are wide.
  record Values(Object[] given, Object[] converted, Set<Integer> wide) {}

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
    return new Values(given.clone(), converted.clone(), Set.copyOf(wide));
  }

  /// Converts `values` again when the types are others now.
  Object[] converted(Values values, List<DataType> current) throws SQLException {
    if (current.equals(types) && values.wide().isEmpty()) {
      return values.converted();
    }
    Object[] again = new Object[given.length];
    for (int i = 0; i < again.length; i++) {
      Parameter parameter = new Parameter(i + 1, current.get(i), zone);
      again[i] =
          values.wide().contains(i) && current.get(i) instanceof DataType.Decimal
              ? parameter.convertCompared(values.given()[i])
              : parameter.convert(values.given()[i]);
    }
    return again;
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
