package io.armillaria.storage.table;

/// Rows that a change inserted, updated and deleted.
public record RowCounts(long inserted, long updated, long deleted) {
  public static final RowCounts NONE = new RowCounts(0, 0, 0);
}
