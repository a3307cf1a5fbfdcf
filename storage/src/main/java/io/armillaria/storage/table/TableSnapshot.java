package io.armillaria.storage.table;

import java.util.List;
import java.util.OptionalLong;

/// A table as one reader sees it: one version, or a transaction's snapshot with its own writes on
/// top. Immutable; safe for many threads.
public interface TableSnapshot {
  TableId id();

  String name();

  TableSchema schema();

  /// The version's number; empty when a transaction's own uncommitted writes are on top.
  OptionalLong version();

  /// Live rows.
  long rowCount();

  /// In key order, then runs in commit order. A row's *address* is `index << 32 | row`, where index
  /// is the segment's place in this list; it is valid for this snapshot only.
  List<? extends Segment> segments();

  /// The address of the live row with that primary key, or -1. `key` is the order-preserving
  /// encoding of the key's values ([KeyEncoder]).
  long find(byte[] key);

  /// A search by primary key, or by the hidden row id.
  KeySearch search();

  /// The hidden table of one of the schema's indexes as it is in this snapshot.
  TableSnapshot index(Index index);
}
