package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.RowCounts;
import io.armillaria.storage.table.TableId;
import java.util.Optional;

/// What is known of a version without reading its change.
///
/// @param previous the version that the commit found on its branch; 0 when it created the table
/// @param definedAt the version whose change has this version's name and schema
/// @param rows how many rows the table has
/// @param changeBytes the size of the change's encoding
/// @param changeObject the change as an object of the chunk store; empty when it is in the log
record VersionFacts(
    TableId table,
    long number,
    long previous,
    long definedAt,
    boolean created,
    boolean dropped,
    boolean truncated,
    RowCounts counts,
    long rows,
    long changeBytes,
    Optional<ChunkId> changeObject) {
  private static final int CREATED = 1;
  private static final int DROPPED = 2;
  private static final int TRUNCATED = 4;
  private static final int DEFINED = 8;
  private static final int OBJECT = 16;

  static VersionFacts of(History.Prepared prepared, long number, Optional<TableVersion> previous) {
    Change change = prepared.change();
    return new VersionFacts(
        prepared.table().id(),
        number,
        previous.map(TableVersion::number).orElse(0L),
        change.definition().isPresent() || previous.isEmpty()
            ? number
            : previous.get().facts().definedAt(),
        change.created(),
        change.dropped(),
        change.truncated(),
        change.counts(),
        previous.map(version -> version.facts().rows()).orElse(0L)
            + change.counts().inserted()
            - change.counts().deleted(),
        prepared.bytes(),
        prepared.stored() ? Optional.of(prepared.id()) : Optional.empty());
  }

  boolean defined() {
    return definedAt == number;
  }

  /// Whether no row of the version before is in this one.
  boolean startsEmpty() {
    return created || truncated || dropped;
  }

  void write(BinaryWriter out) {
    out.uuid(table.value()).varint(number).varint(number - previous);
    out.u8(
        (created ? CREATED : 0)
            | (dropped ? DROPPED : 0)
            | (truncated ? TRUNCATED : 0)
            | (defined() ? DEFINED : 0)
            | (changeObject.isPresent() ? OBJECT : 0));
    if (!defined()) {
      out.varint(definedAt);
    }
    out.varint(counts.inserted()).varint(counts.updated()).varint(counts.deleted());
    out.varint(rows).varint(changeBytes);
    changeObject.ifPresent(id -> out.raw(id.toBytes()));
  }

  static VersionFacts read(BinaryReader in) {
    TableId table = new TableId(in.uuid());
    long number = in.varint();
    long previous = number - in.varint();
    int flags = in.u8();
    long definedAt = (flags & DEFINED) != 0 ? number : in.varint();
    RowCounts counts = new RowCounts(in.varint(), in.varint(), in.varint());
    long rows = in.varint();
    long changeBytes = in.varint();
    return new VersionFacts(
        table,
        number,
        previous,
        definedAt,
        (flags & CREATED) != 0,
        (flags & DROPPED) != 0,
        (flags & TRUNCATED) != 0,
        counts,
        rows,
        changeBytes,
        (flags & OBJECT) != 0
            ? Optional.of(ChunkId.of(in.raw(ChunkId.BYTES), 0))
            : Optional.empty());
  }
}
