package io.armillaria.sql.session;

import io.armillaria.storage.txn.Database;

/// An open database with its SQL: one for each path in a JVM, shared by all its sessions. Safe for
/// many threads.
public final class Engine implements AutoCloseable {
  private Engine() {}

  public static Engine open(EngineOptions options) {
    throw new UnsupportedOperationException(options.toString());
  }

  public Session newSession(SessionOptions options) {
    throw new UnsupportedOperationException(options.toString());
  }

  /// The store, for metadata.
  public Database database() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
