package io.armillaria.storage.catalog;

/// Gives out blocks of row ids, so that no other process gives out the same ones.
@FunctionalInterface
public interface RowIdSource {

  /// The first of `rows` row ids of the table that are nobody else's.
  long reserve(TableHistory table, long rows);
}
