package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;

/// The manifest of a leaf: its rows lie in one chunk a column.
public record Leaf(int rows, byte[] firstKey, byte[] lastKey, List<Part> parts) {
  private static final int FORMAT = 0;

  public Leaf {
    parts = List.copyOf(parts);
  }

  /// One column of the leaf.
  public record Part(
      int columnId, DataType type, ChunkId chunk, long bytes, ColumnStatistics statistics) {}

  byte[] encode() {
    BinaryWriter out = new BinaryWriter().u8(FORMAT).varint(rows).bytes(firstKey).bytes(lastKey);
    out.varint(parts.size());
    for (Part part : parts) {
      out.varint(part.columnId());
      SchemaCodec.writeType(out, part.type());
      out.raw(part.chunk().toBytes()).varint(part.bytes());
      ColumnStatistics statistics = part.statistics();
      out.varint(statistics.nulls()).varint(statistics.distinct()).bool(statistics.sorted());
      ValueCodec.write(out, statistics.minimum());
      ValueCodec.write(out, statistics.maximum());
    }
    return out.toBytes();
  }

  static Leaf decode(ChunkId id, byte[] bytes) {
    String object = "leaf " + id;
    BinaryReader in = new BinaryReader(object, bytes);
    int format = in.u8();
    if (format != FORMAT) {
      throw new Failure.Corrupt(object, object + " has format " + format + ", not " + FORMAT + ".")
          .raise();
    }
    int rows = (int) in.varint();
    byte[] firstKey = in.bytes();
    byte[] lastKey = in.bytes();
    List<Part> parts = new ArrayList<>();
    for (int left = in.count(36); left > 0; left--) {
      int columnId = (int) in.varint();
      DataType type = SchemaCodec.readType(in);
      ChunkId chunk = ChunkId.of(in.raw(ChunkId.BYTES), 0);
      long size = in.varint();
      int nulls = (int) in.varint();
      int distinct = (int) in.varint();
      boolean sorted = in.bool();
      Object minimum = ValueCodec.read(in);
      Object maximum = ValueCodec.read(in);
      ColumnStatistics statistics =
          new ColumnStatistics(rows, nulls, minimum, maximum, distinct, sorted);
      parts.add(new Part(columnId, type, chunk, size, statistics));
    }
    return new Leaf(rows, firstKey, lastKey, parts);
  }
}
