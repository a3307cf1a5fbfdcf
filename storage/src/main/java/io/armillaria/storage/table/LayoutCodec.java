package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a layout whose segments are all leaves.
public final class LayoutCodec {
  private static final int FORMAT = 0;

  private LayoutCodec() {}

  /// @param layout without inline rows
  public static byte[] encode(Layout layout) {
    BinaryWriter out = new BinaryWriter().u8(FORMAT).varint(layout.liveRows());
    out.varint(layout.segments().size());
    for (LayoutSegment segment : layout.segments()) {
      if (!(segment.stored() instanceof LeafRows leaf)) {
        throw new IllegalArgumentException("a layout with inline rows");
      }
      out.raw(leaf.id().toBytes());
      ChangeCodec.writeBitmap(out, segment.deleted());
    }
    return out.toBytes();
  }

  public static Layout decode(Leaves leaves, ChunkId id, byte[] bytes) {
    String object = "layout " + id;
    BinaryReader in = new BinaryReader(object, bytes);
    int format = in.u8();
    if (format != FORMAT) {
      throw new Failure.Corrupt(object, object + " has format " + format + ", not " + FORMAT + ".")
          .raise();
    }
    long liveRows = in.varint();
    List<LayoutSegment> segments = new ArrayList<>();
    for (int left = in.count(33); left > 0; left--) {
      ChunkId leaf = ChunkId.of(in.raw(ChunkId.BYTES), 0);
      segments.add(new LayoutSegment(leaves.open(leaf), ChangeCodec.readBitmap(in)));
    }
    return new Layout(segments, liveRows);
  }
}
