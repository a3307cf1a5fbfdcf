package io.armillaria.storage.catalog;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.Optional;

/// What is local to this store of a commit.
///
/// @param epoch the force that made it durable
/// @param catalog its tables, if they are stored
record CommitPlace(long epoch, Optional<Catalog.Roots> catalog) {
  static final CommitPlace NONE = new CommitPlace(0, Optional.empty());

  void write(BinaryWriter out) {
    out.varint(epoch).bool(catalog.isPresent());
    catalog.ifPresent(roots -> roots.write(out));
  }

  static CommitPlace read(BinaryReader in) {
    return new CommitPlace(
        in.varint(), in.bool() ? Optional.of(Catalog.Roots.read(in)) : Optional.empty());
  }
}
