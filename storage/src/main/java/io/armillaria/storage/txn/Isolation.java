package io.armillaria.storage.txn;

/// What a transaction reads, and what is checked when it commits. Rows that it wrote are checked
/// always: who commits first wins.
public enum Isolation {
  /// Each statement reads what was committed when it began.
  READ_COMMITTED,
  /// All statements read what was committed when the transaction began.
  SNAPSHOT,
  /// As SNAPSHOT; and nothing that was read may have changed when the transaction commits, unless
  /// it wrote nothing.
  SERIALIZABLE
}
