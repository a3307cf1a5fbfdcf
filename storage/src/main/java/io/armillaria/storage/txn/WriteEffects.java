package io.armillaria.storage.txn;

import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowBlock;
import java.util.List;

/// What follows from the writes of one statement to one table: the upkeep of its indexes.
///
/// The statement tells of its rows block by block, in any order, while it runs and when it
/// finishes; a row more than once is possible where it moves on. Then comes [#check], and only when
/// that and the statement's own checks have passed, [#apply]: until then nothing may show. A
/// statement that fails calls neither, or no [#apply] after [#check].
interface WriteEffects {
  WriteEffects NONE = new NoEffects();

  /// The columns that blocks of old rows should have besides the key's, of those stored.
  List<Column> columns();

  /// New rows, in all stored columns: those of the key, or the hidden row id, among them.
  void inserted(RowBlock after);

  /// Rows that change: row i of `before`, which has [#columns] and the key's, becomes row i of
  /// `after`, which has all stored columns.
  void updated(RowBlock before, RowBlock after);

  /// Rows that go away, in [#columns] and the key's.
  void deleted(RowBlock before);

  /// The last word against the statement.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException such as UniqueViolation; then nothing
  ///   of the statement is applied
  void check();

  /// Applies what was told. Does not fail over the rows any more.
  void apply();

  /// Those of a table that has nothing to keep up.
  final class NoEffects implements WriteEffects {
    private NoEffects() {}

    @Override
    public List<Column> columns() {
      return List.of();
    }

    @Override
    public void inserted(RowBlock after) {}

    @Override
    public void updated(RowBlock before, RowBlock after) {}

    @Override
    public void deleted(RowBlock before) {}

    @Override
    public void check() {}

    @Override
    public void apply() {}
  }
}
