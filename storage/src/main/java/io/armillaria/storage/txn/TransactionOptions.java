package io.armillaria.storage.txn;

import java.time.Duration;
import java.util.Objects;

/// How a transaction runs.
///
/// @param lockTimeout how long it waits for a row that another one has locked
/// @param idleTimeout how long it may hold locks between two statements; zero for any time
public record TransactionOptions(Isolation isolation, Duration lockTimeout, Duration idleTimeout) {
  public static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(30);
  public static final TransactionOptions STANDARD = with(Isolation.SNAPSHOT);

  public TransactionOptions {
    Objects.requireNonNull(isolation, "isolation");
    Objects.requireNonNull(lockTimeout, "lockTimeout");
    Objects.requireNonNull(idleTimeout, "idleTimeout");
  }

  public static TransactionOptions with(Isolation isolation) {
    return new TransactionOptions(isolation, STANDARD_TIMEOUT, STANDARD_TIMEOUT);
  }
}
