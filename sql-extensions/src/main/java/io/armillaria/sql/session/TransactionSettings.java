package io.armillaria.sql.session;

import io.armillaria.storage.txn.Isolation;
import io.armillaria.storage.txn.TransactionOptions;
import java.time.Duration;
import java.util.Optional;

/// How a session's transactions begin: what holds for all of them, and what was said for one.
final class TransactionSettings {
  private final boolean alwaysReadOnly;
  private Isolation isolation = Isolation.SNAPSHOT;
  private boolean readOnly;
  private Duration lockTimeout;
  private Duration idleTimeout;
  private Optional<Isolation> onceIsolation = Optional.empty();
  private boolean onceReadOnly;

  TransactionSettings(SessionOptions options) {
    this.alwaysReadOnly = options.readOnly();
    this.lockTimeout = options.lockTimeout();
    this.idleTimeout = options.transactionTimeout();
  }

  TransactionOptions options() {
    return new TransactionOptions(onceIsolation.orElse(isolation), lockTimeout, idleTimeout);
  }

  Isolation isolation() {
    return isolation;
  }

  void isolation(Isolation level) {
    isolation = level;
  }

  void isolationOnce(Isolation level) {
    onceIsolation = Optional.of(level);
  }

  void readOnly(boolean on) {
    readOnly = on;
  }

  void readOnlyOnce(boolean on) {
    onceReadOnly = on;
  }

  /// Forgets what was said for the transaction that has ended.
  void ended() {
    onceIsolation = Optional.empty();
    onceReadOnly = false;
  }

  /// Why nothing may be written, if so.
  Optional<String> refusal() {
    if (alwaysReadOnly || readOnly) {
      return Optional.of("The connection is read-only.");
    }
    return onceReadOnly ? Optional.of("The transaction is read-only.") : Optional.empty();
  }

  void lockTimeout(Duration limit) {
    lockTimeout = limit;
  }

  void idleTimeout(Duration limit) {
    idleTimeout = limit;
  }
}
