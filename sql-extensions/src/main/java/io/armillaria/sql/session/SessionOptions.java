package io.armillaria.sql.session;

import io.armillaria.storage.txn.TransactionOptions;
import java.time.Duration;
import java.time.ZoneId;

/// What a session begins with.
///
/// @param branch the current branch
/// @param author recorded in its commits
/// @param zone for timestamps without a zone in AS OF, and for CURRENT_DATE and its like
/// @param lockTimeout how long a statement waits for a row that another transaction has locked
/// @param transactionTimeout how long a transaction may hold locks between two statements; zero for
///   any time
public record SessionOptions(
    String branch,
    String author,
    ZoneId zone,
    boolean readOnly,
    Duration lockTimeout,
    Duration transactionTimeout) {
  public SessionOptions(String branch, String author, ZoneId zone, boolean readOnly) {
    this(
        branch,
        author,
        zone,
        readOnly,
        TransactionOptions.STANDARD_TIMEOUT,
        TransactionOptions.STANDARD_TIMEOUT);
  }
}
