package io.armillaria.sql.session;

import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// A statement that was parsed and planned against the tables of one moment. Immutable, shared by
/// sessions.
interface CompiledStatement {
  List<DataType> parameters();

  Optional<List<ColumnDescription>> columns();

  /// The values of all parameters of a run.
  ///
  /// @param literals those of the text that the statement takes as parameters
  default Object[] values(Object[] given, List<Object> literals) {
    return given;
  }

  /// What the statement does to transactions.
  Effect effect();

  /// Whether it holds for any parameters.
  default boolean isReusable() {
    return true;
  }

  /// Whether the tables are still as they were planned for.
  boolean isCurrent(Transaction transaction);

  /// Runs the statement in the transaction of `run`.
  StatementResult run(StatementRun run);

  /// Runs the statement once for each set of parameters.
  default long[] runBatch(StatementRun run, List<Object[]> parameterSets) {
    long[] counts = new long[parameterSets.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] =
          switch (run(run.with(parameterSets.get(i)))) {
            case StatementResult.Count(long rows) -> rows;
            case StatementResult.Done() -> 0;
            case StatementResult.Rows(_, var cursor) -> {
              cursor.close();
              throw new io.armillaria.storage.failure.Failure.Semantic(
                      "A statement that gives rows cannot be run as a batch.")
                  .raise();
            }
          };
    }
    return counts;
  }

  enum Effect {
    READS,
    /// reads rows and locks them
    LOCKS,
    WRITES,
    /// acts on the session or on branches, outside the transaction
    CONTROLS
  }
}
