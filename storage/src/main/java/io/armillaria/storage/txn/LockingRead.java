package io.armillaria.storage.txn;

import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A query that locks the rows that it finds, and gives them as they are once they are locked.
///
/// It is run on [#view], the newest commits with the transaction's own writes on top, and locks
/// rows as it finds them. Others may have changed some before they were locked; so it is run again
/// on a newer view, until a run has locked nothing new: then each row was locked before the view
/// was taken. Not thread safe.
public final class LockingRead {
  private final Transaction transaction;
  private final String branch;
  private final TransactionLocks locks;

  /// Locked by this query, not by an earlier one.
  private final Set<LockName> taken = new HashSet<>();

  private final IdentityHashMap<TableSnapshot, RowLocks> tables = new IdentityHashMap<>();
  private Set<LockName.Row> kept = new HashSet<>();
  private Transaction view;
  private boolean lockedMore;

  LockingRead(Transaction transaction, String branch, TransactionLocks locks) {
    this.transaction = transaction;
    this.branch = branch;
    this.locks = locks;
    this.view = transaction.renewed();
  }

  /// What this run of the query reads.
  public Transaction view() {
    return view;
  }

  /// Locks a row that is part of the result.
  ///
  /// @param table a snapshot of the view
  /// @param limit how long to wait; empty for the transaction's lock timeout
  /// @throws io.armillaria.storage.failure.DatabaseException LockNotAvailable, Deadlock, Cancelled
  public void lock(TableSnapshot table, long address, Optional<Duration> limit) {
    RowLocks rows = rows(table);
    LockName.Row row = rows.row(address);
    int before = locks.held();
    if (!locks.tryLock(row)) {
      if (limit.isPresent()) {
        locks.lock(row, limit.get(), rows.thing(row));
      } else {
        locks.lock(row, rows.thing(row));
      }
    }
    keep(row, before);
  }

  /// As [#lock], but gives up at once.
  ///
  /// @return whether the row is locked
  public boolean tryLock(TableSnapshot table, long address) {
    LockName.Row row = rows(table).row(address);
    int before = locks.held();
    if (!locks.tryLock(row)) {
      return false;
    }
    keep(row, before);
    return true;
  }

  private RowLocks rows(TableSnapshot table) {
    return tables.computeIfAbsent(table, _ -> new RowLocks(locks, branch, table));
  }

  private void keep(LockName.Row row, int before) {
    kept.add(row);
    if (locks.held() > before) {
      taken.add(row);
      lockedMore = true;
    }
  }

  /// Whether the run's rows are the result; else [#view] is a newer one, to run the query again.
  public boolean isDone() {
    if (!lockedMore || transaction.isNewest(view)) {
      return true;
    }
    view = transaction.renewed();
    tables.clear();
    kept = new HashSet<>();
    lockedMore = false;
    return false;
  }

  /// The transaction goes on with what the last run read. Rows that only earlier runs found are not
  /// locked any more.
  public void finish() {
    taken.removeAll(kept);
    locks.release(taken);
    Map<TableId, List<byte[]>> keys = new HashMap<>();
    kept.forEach(
        row -> keys.computeIfAbsent(row.table().table(), _ -> new ArrayList<>()).add(row.key()));
    transaction.adopt(view, keys);
  }
}
