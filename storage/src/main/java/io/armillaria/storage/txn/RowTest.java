package io.armillaria.storage.txn;

import io.armillaria.storage.table.TableSnapshot;

/// Which rows of a table a query looked at. Must hold whatever the query's run needs to answer
/// again, when the transaction commits.
public interface RowTest {
  /// Every row.
  RowTest ALL = rows -> rows.rowCount() > 0;

  /// Whether the query would look at any of these rows, of which some were in the table and are
  /// not, and others have come. They have the schema that the query saw. May say yes without need.
  boolean concerns(TableSnapshot rows);
}
