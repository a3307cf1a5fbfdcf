package io.armillaria.storage.txn;

import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The locks on rows of one snapshot of a table, which are named by their addresses there. Not
/// thread safe.
final class RowLocks {
  private final TransactionLocks locks;
  private final LockName.Table name;
  private final TableSnapshot table;
  private final List<Column> keyColumns;
  private final Map<Integer, KeyReader> readers = new HashMap<>();

  /// Throws when the row of that key was changed.
  interface Change {
    void refuse(byte[] key);
  }

  /// @param branch as stored
  RowLocks(TransactionLocks locks, String branch, TableSnapshot table) {
    this.locks = locks;
    this.name = new LockName.Table(branch, table.id());
    this.table = table;
    this.keyColumns = RowId.keyColumns(table.schema());
  }

  LockName.Row row(long address) {
    Segment segment = table.segments().get((int) (address >>> 32));
    KeyReader keys =
        readers.computeIfAbsent(
            (int) (address >>> 32), _ -> new KeyReader(keyColumns, segment::reader));
    return new LockName.Row(name, keys.keyAt((int) address));
  }

  String thing(LockName.Row row) {
    return "Row " + KeyTexts.text(keyColumns, row.key()) + " of " + table.name();
  }

  /// Waits until no other transaction has locked any of these rows.
  ///
  /// @param change asked about the rows that were waited for
  void respect(long[] addresses, int count, Supplier<Change> change) {
    if (!locks.isLockedByOthers(name)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      LockName.Row row = row(addresses[i]);
      if (!locks.isFree(row)) {
        locks.awaitFree(row, thing(row));
        change.get().refuse(row.key());
      }
    }
  }
}
