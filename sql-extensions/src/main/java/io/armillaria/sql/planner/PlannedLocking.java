package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.sql.parser.QueryStatement;
import java.util.List;
import java.util.Optional;

/// A SELECT ... FOR UPDATE ready to run.
///
/// @param query gives the rows in their order, without OFFSET and FETCH; behind the columns of the
///   result come those of `locks`
/// @param locks which columns are addresses, and of which table's rows
/// @param branch whose rows are locked; empty for the session's
/// @param offset rows to leave out, without columns, BIGINT
/// @param fetch most rows to give, likewise
public record PlannedLocking(
    PlannedQuery query,
    List<Lock> locks,
    Optional<String> branch,
    Optional<Expression> offset,
    Optional<Expression> fetch,
    QueryStatement.Wait waiting) {
  public PlannedLocking {
    locks = List.copyOf(locks);
  }

  /// @param table index into the query's tables
  /// @param column of the query's rows
  public record Lock(int table, int column) {}
}
