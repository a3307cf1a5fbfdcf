package io.armillaria.storage.txn;

import io.armillaria.storage.log.CommitLog;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.log.LogTicket;
import java.util.List;

/// The journal of a database in a directory.
///
/// @param relaxed whether records need only be written, not forced, before a commit returns
record LogJournal(CommitLog log, boolean relaxed) implements Journal {
  @Override
  public Ticket enqueue(List<LogRecord> records) {
    LogTicket ticket = log.enqueue(records);
    return () -> relaxed ? log.awaitWritten(ticket) : log.await(ticket);
  }

  @Override
  public void force() {
    log.force();
  }

  @Override
  public void close() {
    log.close();
  }
}
