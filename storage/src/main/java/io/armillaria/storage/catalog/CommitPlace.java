package io.armillaria.storage.catalog;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.Optional;

/// Where a commit lies in this store.
///
/// @param epoch the force that made it durable
/// @param segment the log segment that has its record; 0 in a database without a log
/// @param offset where the record begins
/// @param catalog its tables, if they are stored
record CommitPlace(long epoch, long segment, long offset, Optional<Catalog.Roots> catalog) {
  static final CommitPlace NONE = new CommitPlace(0, 0, 0, Optional.empty());

  void write(BinaryWriter out) {
    out.varint(epoch).varint(segment).varint(offset).bool(catalog.isPresent());
    catalog.ifPresent(roots -> roots.write(out));
  }

  static CommitPlace read(BinaryReader in) {
    return new CommitPlace(
        in.varint(),
        in.varint(),
        in.varint(),
        in.bool() ? Optional.of(Catalog.Roots.read(in)) : Optional.empty());
  }
}
