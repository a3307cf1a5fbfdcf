package io.armillaria.storage.txn;

import io.armillaria.storage.log.CommitLog;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.log.LogTicket;
import io.armillaria.storage.log.LogVisitor;
import java.util.List;

/// The journal of a database in a directory.
///
/// @param relaxed whether records need only be written, not forced, before a commit returns
record LogJournal(CommitLog log, boolean relaxed) implements Journal {
  LogJournal {
    if (relaxed) {
      log.relax();
    }
  }

  @Override
  public void enter(LogVisitor others) {
    log.enter(others);
  }

  @Override
  public void leave() {
    log.leave();
  }

  @Override
  public boolean isBehind() {
    return log.isBehind();
  }

  @Override
  public void follow(LogVisitor others) {
    log.follow(others);
  }

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
