package io.armillaria.storage.txn;

/// What one statement does to the rows of a table, in the addresses of the snapshot it began with.
///
/// @param removed rows that are gone, or moved to another key
/// @param superseded rows of which there is a new one with the same key
/// @param rows the new rows
record StatementRows(Masks removed, Masks superseded, RowSpool rows, KeyClaims claims) {
  /// Whether the statement takes the row away, or puts another in its place.
  boolean takes(long address) {
    return removed.contains(address) || superseded.contains(address);
  }

  boolean isEmpty() {
    return removed.isEmpty() && superseded.isEmpty() && rows.isEmpty();
  }
}
