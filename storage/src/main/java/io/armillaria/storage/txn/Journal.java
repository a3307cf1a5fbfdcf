package io.armillaria.storage.txn;

import io.armillaria.storage.log.LogPosition;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.log.LogVisitor;
import java.util.List;

/// Where records are put in order and made durable: the commit log, or nothing for a database in
/// memory. Safe for many threads.
interface Journal extends AutoCloseable {
  /// Makes it this process's turn to write, and shows what others wrote since. Records are enqueued
  /// between this and [#leave], by one thread at a time.
  void enter(LogVisitor others);

  /// Ends what [#enter] began, whether or not records were enqueued; those that were must be
  /// awaited.
  void leave();

  /// Whether other processes wrote what [#follow] would show. Takes no time.
  boolean isBehind();

  /// Shows what other processes wrote and made durable since; not between [#enter] and [#leave].
  void follow(LogVisitor others);

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
