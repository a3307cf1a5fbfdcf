package io.armillaria.storage.catalog;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.page.PageMap;
import io.armillaria.storage.table.TableId;
import java.nio.charset.StandardCharsets;

/// How the catalog's maps write their entries and hash their keys.
final class CatalogFormats {
  static final PageMap.Format<TableId, Long> VERSIONS =
      new PageMap.Format<>() {
        @Override
        public long hash(TableId key) {
          return hashOf(key);
        }

        @Override
        public void write(BinaryWriter out, TableId key, Long value) {
          out.uuid(key.value()).varint(value);
        }

        @Override
        public TableId readKey(BinaryReader in) {
          return new TableId(in.uuid());
        }

        @Override
        public Long readValue(BinaryReader in) {
          return in.varint();
        }
      };

  static final PageMap.Format<String, TableId> NAMES =
      new PageMap.Format<>() {
        @Override
        public long hash(String key) {
          return hashOf(key);
        }

        @Override
        public void write(BinaryWriter out, String key, TableId value) {
          out.text(key).uuid(value.value());
        }

        @Override
        public String readKey(BinaryReader in) {
          return in.text();
        }

        @Override
        public TableId readValue(BinaryReader in) {
          return new TableId(in.uuid());
        }
      };

  static final PageMap.Format<TableId, TableFacts> TABLES =
      new PageMap.Format<>() {
        @Override
        public long hash(TableId key) {
          return hashOf(key);
        }

        @Override
        public void write(BinaryWriter out, TableId key, TableFacts value) {
          value.write(out.uuid(key.value()));
        }

        @Override
        public TableId readKey(BinaryReader in) {
          return new TableId(in.uuid());
        }

        @Override
        public TableFacts readValue(BinaryReader in) {
          return TableFacts.read(in);
        }
      };

  private CatalogFormats() {}

  private static long hashOf(TableId id) {
    return mixed(id.value().getMostSignificantBits() ^ id.value().getLeastSignificantBits());
  }

  /// FNV-1a over the UTF-8 bytes, mixed.
  private static long hashOf(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte next : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (next & 0xFF)) * 0x100000001b3L;
    }
    return mixed(hash);
  }

  /// Spreads every bit over all, by multiplications with the golden ratio's bits.
  private static long mixed(long bits) {
    long spread = (bits ^ (bits >>> 32)) * 0x9e3779b97f4a7c15L;
    spread = (spread ^ (spread >>> 29)) * 0x9e3779b97f4a7c15L;
    return spread ^ (spread >>> 32);
  }
}
