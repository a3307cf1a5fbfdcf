package io.armillaria.storage.txn;

import io.armillaria.storage.lock.LockName;

/// A commit found rows that another transaction has locked. It never leaves the package: the
/// transaction waits for the lock and tries again.
final class Blocked extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient LockName name;
  private final String thing;

  Blocked(LockName name, String thing) {
    super(thing + " is locked", null, false, false);
    this.name = name;
    this.thing = thing;
  }

  LockName name() {
    return name;
  }

  String thing() {
    return thing;
  }
}
