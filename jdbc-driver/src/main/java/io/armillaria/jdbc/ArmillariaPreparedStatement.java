package io.armillaria.jdbc;

import io.armillaria.jdbc.result.ArmillariaResultSetMetaData;
import io.armillaria.sql.session.PreparedSql;
import io.armillaria.sql.session.StatementResult;
import io.armillaria.storage.type.DataType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A statement that was prepared once, to run with values for its parameters.
final class ArmillariaPreparedStatement extends ParameterSetters {
  private final PreparedSql prepared;
  private final Parameters parameters;
  private final List<Parameters.Values> batch = new ArrayList<>();

  ArmillariaPreparedStatement(ArmillariaConnection connection, PreparedSql prepared)
      throws SQLException {
    super(connection);
    this.prepared = prepared;
    this.parameters = new Parameters(prepared, connection.access(), connection.zone());
    setPoolable(true);
  }

  @Override
  void set(int number, Object value) throws SQLException {
    checkOpen();
    parameters.set(number, value);
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    parameters.clear();
  }

  private boolean run(Wanted wanted) throws SQLException {
    checkOpen();
    wanted.check(prepared);
    Parameters.Values values = parameters.values();
    parameters.widen(values.wide());
    return repeated(
        types -> {
          Object[] converted = parameters.converted(values, types);
          return runAndKeep(
              _ -> {
                StatementResult given = prepared.execute(converted);
                keep(prepared.kept());
                return given;
              });
        });
  }

  /// Runs `body`, and once more when it failed because the types of the parameters have changed.
  private <T> T repeated(Body<T> body) throws SQLException {
    List<DataType> types = prepared.parameters();
    try {
      return body.run(types);
    } catch (SQLException e) {
      if (prepared.parameters().equals(types)) {
        throw e;
      }
    }
    return body.run(prepared.parameters());
  }

  private interface Body<T> {
    T run(List<DataType> types) throws SQLException;
  }

  @Override
  public boolean execute() throws SQLException {
    return run(Wanted.ANY);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    run(Wanted.ROWS);
    return getResultSet();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    run(Wanted.COUNT);
    return getLargeUpdateCount();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return count(executeLargeUpdate());
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    Wanted.COUNT.check(prepared);
    batch.add(parameters.values());
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Batches.counts(executeLargeBatch());
  }

  /// Runs the batch as one statement: all of it has an effect, or none.
  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    List<Parameters.Values> sets = List.copyOf(batch);
    batch.clear();
    if (sets.isEmpty()) {
      return new long[0];
    }
    Set<Integer> wide = new HashSet<>();
    sets.forEach(set -> wide.addAll(set.wide()));
    try {
      parameters.widen(wide);
      return repeated(
          types -> {
            List<Object[]> converted = new ArrayList<>(sets.size());
            for (Parameters.Values set : sets) {
              converted.add(parameters.converted(set, types));
            }
            return run(
                _ -> {
                  long[] counts = prepared.executeBatch(converted);
                  keep(prepared.kept());
                  return counts;
                });
          });
    } catch (SQLException e) {
      throw Batches.failure(e);
    }
  }

  /// Null when the statement gives no rows, as JDBC has it.
  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return prepared.columns().map(ArmillariaResultSetMetaData::new).orElse(null);
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    parameters.widen(Set.of());
    return new ArmillariaParameterMetaData(prepared.parameters());
  }
}
