package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// The bytes of a [Change]; their BLAKE3 is what a commit names.
public final class ChangeCodec {
  private static final int FORMAT = 0;
  private static final int CREATED = 1;
  private static final int DROPPED = 2;
  private static final int TRUNCATED = 4;
  private static final int DEFINED = 8;
  private static final int INLINE = 0;
  private static final int LEAF = 1;

  private ChangeCodec() {}

  public static byte[] encode(Change change) {
    BinaryWriter out = new BinaryWriter().u8(FORMAT).uuid(change.table().value());
    out.u8(
        (change.created() ? CREATED : 0)
            | (change.dropped() ? DROPPED : 0)
            | (change.truncated() ? TRUNCATED : 0)
            | (change.definition().isPresent() ? DEFINED : 0));
    change
        .definition()
        .ifPresent(
            definition -> SchemaCodec.write(out.text(definition.name()), definition.schema()));
    RowCounts counts = change.counts();
    out.varint(counts.inserted()).varint(counts.updated()).varint(counts.deleted());
    out.varint(change.deletes().size());
    change.deletes().forEach(rows -> writeRows(out, rows));
    out.varint(change.upserts().size());
    for (Change.Upserts upserts : change.upserts()) {
      writeRows(out, upserts.rows());
      writeBitmap(out, upserts.replaces());
    }
    return out.toBytes();
  }

  private static void writeRows(BinaryWriter out, SortedRows rows) {
    switch (rows) {
      case InlineRows inline -> RowBlockCodec.write(out.u8(INLINE), inline.block());
      case LeafRows leaf -> out.u8(LEAF).raw(leaf.id().toBytes());
    }
  }

  private static SortedRows readRows(BinaryReader in, Leaves leaves, List<Column> keyColumns) {
    return in.u8() == INLINE
        ? new InlineRows(RowBlockCodec.read(in), keyColumns)
        : leaves.open(ChunkId.of(in.raw(ChunkId.BYTES), 0));
  }

  /// The table that the bytes of a change are of.
  public static TableId table(byte[] bytes) {
    BinaryReader in = new BinaryReader("change", bytes);
    in.u8();
    return new TableId(in.uuid());
  }

  /// @param before the schema of the table before the change, used when the change defines none
  public static Change decode(
      Leaves leaves, ChunkId id, byte[] bytes, Optional<TableSchema> before) {
    String object = "change " + id;
    BinaryReader in = new BinaryReader(object, bytes);
    int format = in.u8();
    if (format != FORMAT) {
      throw new Failure.Corrupt(object, object + " has format " + format + ", not " + FORMAT + ".")
          .raise();
    }
    TableId table = new TableId(in.uuid());
    int flags = in.u8();
    Optional<Change.Definition> definition =
        (flags & DEFINED) == 0
            ? Optional.empty()
            : Optional.of(new Change.Definition(in.text(), SchemaCodec.read(in)));
    RowCounts counts = new RowCounts(in.varint(), in.varint(), in.varint());
    TableSchema schema =
        definition
            .map(Change.Definition::schema)
            .or(() -> before)
            .orElseThrow(
                () ->
                    new Failure.Corrupt(object, object + " is to a table that has no schema.")
                        .raise());
    List<Column> keyColumns = RowId.keyColumns(schema);
    List<SortedRows> deletes = new ArrayList<>();
    for (int left = in.count(1); left > 0; left--) {
      deletes.add(readRows(in, leaves, keyColumns));
    }
    List<Change.Upserts> upserts = new ArrayList<>();
    for (int left = in.count(1); left > 0; left--) {
      upserts.add(new Change.Upserts(readRows(in, leaves, keyColumns), readBitmap(in)));
    }
    return new Change(
        table,
        definition,
        (flags & CREATED) != 0,
        (flags & DROPPED) != 0,
        (flags & TRUNCATED) != 0,
        counts,
        deletes,
        upserts);
  }

  static void writeBitmap(BinaryWriter out, RoaringBitmap bitmap) {
    if (bitmap.isEmpty()) {
      out.varint(0);
      return;
    }
    RoaringBitmap compact = bitmap.clone();
    compact.runOptimize();
    byte[] bytes = new byte[compact.serializedSizeInBytes()];
    compact.serialize(ByteBuffer.wrap(bytes));
    out.bytes(bytes);
  }

  static RoaringBitmap readBitmap(BinaryReader in) {
    byte[] bytes = in.bytes();
    RoaringBitmap bitmap = new RoaringBitmap();
    if (bytes.length > 0) {
      try {
        bitmap.deserialize(ByteBuffer.wrap(bytes));
      } catch (IOException e) {
        throw new Failure.Corrupt("bitmap", "A bitmap of rows cannot be read.").raise(e);
      }
    }
    return bitmap;
  }
}
