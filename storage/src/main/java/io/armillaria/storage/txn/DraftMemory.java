package io.armillaria.storage.txn;

/// How much of the heap a statement and a transaction may each use for the rows they add to one
/// table, before rows go to the chunk store: a sixteenth, at most 32 MiB.
final class DraftMemory {
  private static final long MOST = 32L << 20;
  private static final long USUAL = Math.min(MOST, Runtime.getRuntime().maxMemory() / 16);

  private static volatile long bytes = USUAL;

  private DraftMemory() {}

  static long bytes() {
    return bytes;
  }

  /// Whether leaves are better written at once than beside the rows that follow.
  static boolean isScarce() {
    return bytes < MOST / 2;
  }

  /// For tests: makes rows go early.
  static void limit(long most) {
    bytes = most;
  }

  static void unlimit() {
    bytes = USUAL;
  }
}
