package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.page.HashRuns;
import io.armillaria.storage.page.PageMap;
import io.armillaria.storage.page.PageVector;
import io.armillaria.storage.page.Pages;
import io.armillaria.storage.table.TableId;

/// The part of the history that is in pages. Immutable.
///
/// @param commits commit n is entry n - 1
/// @param changes those that the commits' records brought; commit n's are entry n - 1
/// @param tables every table there ever was
/// @param hashes finds a commit's number by the first 8 bytes of its id
public record HistoryBase(
    PageVector commits, PageVector changes, PageMap<TableId, TableFacts> tables, HashRuns hashes) {

  static HistoryBase empty(Pages pages) {
    return new HistoryBase(
        PageVector.EMPTY,
        PageVector.EMPTY,
        PageMap.empty(CatalogFormats.TABLES, pages),
        HashRuns.EMPTY);
  }

  public static HistoryBase read(Pages pages, BinaryReader in) {
    return new HistoryBase(
        PageVector.read(in),
        PageVector.read(in),
        PageMap.stored(CatalogFormats.TABLES, pages, ChunkId.of(in.raw(ChunkId.BYTES), 0)),
        HashRuns.read(in));
  }

  /// Writes where the structures are, and their nodes so far as they are not written yet.
  public void write(BinaryWriter out) {
    commits.write(out);
    changes.write(out);
    out.raw(tables.write().toBytes());
    hashes.write(out);
  }

  /// What the record of a commit brought, which is here.
  byte[] changes(Pages pages, Commit commit) {
    return changes.get(pages, commit.transaction() - 1);
  }
}
