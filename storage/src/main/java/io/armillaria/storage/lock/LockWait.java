package io.armillaria.storage.lock;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// How long to wait for a lock.
///
/// @param limit zero for not at all
/// @param cancelled asked whenever the waiter is woken ([LockTable#wake])
public record LockWait(Duration limit, BooleanSupplier cancelled) {
  public static final LockWait NONE = new LockWait(Duration.ZERO, () -> false);
}
