package io.armillaria.storage.catalog;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.page.PageVector;

/// A table in the store's directory of tables.
///
/// @param versions version n is entry n - 1
record TableFacts(PageVector versions, long nextRowId, long nextColumnId) {
  static final TableFacts NEW = new TableFacts(PageVector.EMPTY, 1, 1);

  void write(BinaryWriter out) {
    versions.write(out);
    out.varint(nextRowId).varint(nextColumnId);
  }

  static TableFacts read(BinaryReader in) {
    return new TableFacts(PageVector.read(in), in.varint(), in.varint());
  }
}
