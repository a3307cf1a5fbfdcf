package io.armillaria.storage.catalog;

/// Gives out blocks of a table's row ids or of its column ids, so that no other process gives out
/// the same ones.
@FunctionalInterface
public interface IdSource {

  /// The first of `count` ids of the table that are nobody else's.
  long reserve(TableHistory table, long count);
}
