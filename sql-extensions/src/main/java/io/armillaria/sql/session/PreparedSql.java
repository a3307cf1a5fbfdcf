package io.armillaria.sql.session;

import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A statement that was parsed and checked. Prepared again by itself when the schema has changed
/// since. Not thread safe.
public interface PreparedSql {
  /// The types that the parameters are read as; a parameter without any context is VARCHAR.
  List<DataType> parameters();

  /// Reads these parameters (from 0) as decimals from now on where they are compared with whole
  /// numbers, and all others as at first. [#parameters] says it; a parameter that is not only
  /// compared keeps its type.
  void widen(Set<Integer> parameters);

  /// The columns of the result, or empty for a statement that gives none.
  Optional<List<ColumnDescription>> columns();

  /// Which columns of the rows that an INSERT adds are kept for [#kept] from now on.
  void keep(KeyColumns columns);

  /// What the last run has kept; nothing after a statement that is no INSERT.
  KeptRows kept();

  /// Runs the statement in the session's transaction.
  ///
  /// @param parameters a value for each parameter: a Long, Double, BigInteger or byte[] by the
  ///   layout of its type, or null for NULL
  /// @throws io.armillaria.storage.failure.DatabaseException SchemaConflict when the tables have
  ///   changed so that [#parameters] has other types now; nothing has run
  StatementResult execute(Object[] parameters);

  /// Runs a statement that gives no rows once for each set of parameters, as one statement: all or
  /// nothing. Gives the counts, one a set.
  long[] executeBatch(List<Object[]> parameterSets);
}
