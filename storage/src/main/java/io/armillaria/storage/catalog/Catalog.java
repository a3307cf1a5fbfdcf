package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.page.PageMap;
import io.armillaria.storage.page.Pages;
import io.armillaria.storage.table.TableId;
import java.util.List;
import java.util.Optional;

/// The tables of one commit and their names. A commit's catalog shares all but what it changed with
/// its parent's. Immutable.
///
/// @param tables each table's version number, times four; plus 1 where it is dropped, plus 2 where
///   it is hidden
/// @param names the table that has a name, or had it when it was dropped
record Catalog(PageMap<TableId, Long> tables, PageMap<String, TableId> names) {
  private static final long DROPPED = 1;
  private static final long HIDDEN = 2;

  /// Where a catalog is stored.
  record Roots(ChunkId tables, ChunkId names) {
    void write(BinaryWriter out) {
      out.raw(tables.toBytes()).raw(names.toBytes());
    }

    static Roots read(BinaryReader in) {
      return new Roots(ChunkId.of(in.raw(ChunkId.BYTES), 0), ChunkId.of(in.raw(ChunkId.BYTES), 0));
    }
  }

  static Catalog empty(Pages pages) {
    return new Catalog(
        PageMap.empty(CatalogFormats.VERSIONS, pages), PageMap.empty(CatalogFormats.NAMES, pages));
  }

  static Catalog stored(Pages pages, Roots roots) {
    return new Catalog(
        PageMap.stored(CatalogFormats.VERSIONS, pages, roots.tables()),
        PageMap.stored(CatalogFormats.NAMES, pages, roots.names()));
  }

  Roots write() {
    return new Roots(tables.write(), names.write());
  }

  Optional<Long> version(TableId table) {
    return tables.get(table).map(Catalog::number);
  }

  static long number(long value) {
    return value >>> 2;
  }

  static boolean exists(long value) {
    return (value & DROPPED) == 0;
  }

  static boolean shown(long value) {
    return (value & (DROPPED | HIDDEN)) == 0;
  }

  /// The catalog of a commit that made these versions on top of this one.
  Catalog with(List<TableVersion> changed) {
    PageMap<TableId, Long> newTables = tables;
    PageMap<String, TableId> newNames = names;
    for (TableVersion version : changed) {
      newTables = newTables.with(version.table(), value(version));
      if (version.facts().defined() && version.previous().isPresent()) {
        String oldName = version.previous().get().name();
        boolean holds = newNames.get(oldName).filter(version.table()::equals).isPresent();
        if (holds && !oldName.equals(version.name())) {
          newNames = newNames.without(oldName);
        }
      }
    }
    for (TableVersion version : changed) {
      // a dropped table keeps its name until another takes it, so that its old versions can be read
      if (version.facts().defined() && !version.dropped()) {
        newNames = newNames.with(version.name(), version.table());
      }
    }
    return new Catalog(newTables, newNames);
  }

  /// A table is hidden for good or never.
  private long value(TableVersion version) {
    boolean hidden =
        tables
            .get(version.table())
            .map(before -> (before & HIDDEN) != 0)
            .orElseGet(() -> version.schema().hidden());
    return version.number() << 2 | (hidden ? HIDDEN : 0) | (version.dropped() ? DROPPED : 0);
  }
}
