package io.armillaria.storage.txn;

import io.armillaria.storage.log.LogPosition;
import io.armillaria.storage.log.LogRecord;
import java.util.List;

/// Where records are put in order and made durable: the commit log, or nothing for a database in
/// memory. Safe for many threads.
interface Journal extends AutoCloseable {
  /// Puts records into the queue, in the order of the calls.
  Ticket enqueue(List<LogRecord> records);

  /// Makes everything durable that was enqueued before the call.
  void force();

  /// Marks a clean close.
  @Override
  void close();

  /// Records on their way.
  interface Ticket {
    /// Returns when the records are as durable as the database promises.
    ///
    /// @return where the first of them was written
    /// @throws io.armillaria.storage.failure.DatabaseException when they may not be
    LogPosition await();
  }
}
