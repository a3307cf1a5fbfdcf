package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// The bytes of a layout whose segments are all leaves: base and runs, each as pieces that are
/// copied from the parent's list and segments that are written out, and then the rows that are
/// deleted in addition. A whole layout copies nothing.
final class LayoutCodec {
  private static final int FORMAT = 0;
  private static final int NEW = 0;

  private LayoutCodec() {}

  /// What an object says before its lists.
  record Head(long step, Optional<ChunkId> parent, long whole) {}

  static byte[] encode(Layout layout, Head head, Layout parent) {
    BinaryWriter out = new BinaryWriter().u8(FORMAT).varint(head.step());
    head.parent().ifPresent(id -> out.raw(id.toBytes()).varint(head.whole()));
    out.varint(layout.liveRows());
    encode(out, layout.base(), parent.base());
    encode(out, layout.runs(), parent.runs());
    return out.toBytes();
  }

  private static void encode(
      BinaryWriter out, List<LayoutSegment> segments, List<LayoutSegment> parent) {
    int[] places = places(segments, parent);
    List<int[]> pieces = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      int[] last = pieces.isEmpty() ? null : pieces.getLast();
      boolean follows =
          last != null
              && (places[i] < 0 ? last[1] < 0 : last[1] >= 0 && places[i] == last[1] + i - last[0]);
      if (!follows) {
        pieces.add(new int[] {i, places[i]});
      }
    }
    out.varint(pieces.size());
    BinaryWriter masks = new BinaryWriter();
    int masked = 0;
    for (int p = 0; p < pieces.size(); p++) {
      int from = pieces.get(p)[0];
      int to = p + 1 < pieces.size() ? pieces.get(p + 1)[0] : places.length;
      int place = pieces.get(p)[1];
      out.varint(place + 1L).varint(to - from);
      for (int i = from; i < to; i++) {
        LayoutSegment segment = segments.get(i);
        if (place < 0) {
          out.raw(leaf(segment).id().toBytes());
          ChangeCodec.writeBitmap(out, segment.deleted());
          continue;
        }
        LayoutSegment before = parent.get(places[i]);
        if (!before.deleted().equals(segment.deleted())) {
          masks.varint(i);
          ChangeCodec.writeBitmap(masks, RoaringBitmap.andNot(segment.deleted(), before.deleted()));
          masked++;
        }
      }
    }
    out.varint(masked).raw(masks.toBytes());
  }

  /// For each segment its place in the parent's list, or -1 where it must be written out.
  private static int[] places(List<LayoutSegment> segments, List<LayoutSegment> parent) {
    Map<ChunkId, Integer> known = new HashMap<>();
    for (int i = 0; i < parent.size(); i++) {
      known.put(leaf(parent.get(i)).id(), i);
    }
    int[] places = new int[segments.size()];
    for (int i = 0; i < places.length; i++) {
      Integer place = known.get(leaf(segments.get(i)).id());
      boolean grew =
          place != null && segments.get(i).deleted().contains(parent.get(place).deleted());
      places[i] = grew ? place : -1;
    }
    return places;
  }

  private static LeafRows leaf(LayoutSegment segment) {
    if (segment.stored() instanceof LeafRows leaf) {
      return leaf;
    }
    throw new IllegalArgumentException("a layout with inline rows");
  }

  /// @param parents gives the layout of a parent
  static StoredLayout decode(Leaves leaves, ChunkId id, byte[] bytes, Parents parents) {
    String object = "layout " + id;
    BinaryReader in = new BinaryReader(object, bytes);
    int format = in.u8();
    if (format != FORMAT) {
      throw new Failure.Corrupt(object, object + " has format " + format + ", not " + FORMAT + ".")
          .raise();
    }
    long step = in.varint();
    Optional<ChunkId> parentId =
        step == 0 ? Optional.empty() : Optional.of(ChunkId.of(in.raw(ChunkId.BYTES), 0));
    long whole = step == 0 ? bytes.length : in.varint();
    long liveRows = in.varint();
    Layout parent = parentId.map(parents::layout).orElse(Layout.EMPTY);
    List<LayoutSegment> base = decode(in, object, leaves, parent.base());
    List<LayoutSegment> runs = decode(in, object, leaves, parent.runs());
    return new StoredLayout(
        id, step, parentId, bytes.length, whole, Layout.of(base, runs, liveRows));
  }

  interface Parents {
    Layout layout(ChunkId id);
  }

  private static List<LayoutSegment> decode(
      BinaryReader in, String object, Leaves leaves, List<LayoutSegment> parent) {
    List<LayoutSegment> segments = new ArrayList<>();
    for (int pieces = in.count(2); pieces > 0; pieces--) {
      long place = in.varint();
      if (place == NEW) {
        for (int left = in.count(33); left > 0; left--) {
          ChunkId leaf = ChunkId.of(in.raw(ChunkId.BYTES), 0);
          segments.add(new LayoutSegment(leaves.open(leaf), ChangeCodec.readBitmap(in)));
        }
      } else {
        long count = in.varint();
        if (count < 0 || place - 1 + count > parent.size()) {
          throw new Failure.Corrupt(object, object + " names more segments than its parent has.")
              .raise();
        }
        segments.addAll(parent.subList((int) place - 1, (int) (place - 1 + count)));
      }
    }
    for (int masks = in.count(2); masks > 0; masks--) {
      long place = in.varint();
      RoaringBitmap more = ChangeCodec.readBitmap(in);
      if (place < 0 || place >= segments.size()) {
        throw new Failure.Corrupt(object, object + " masks segment " + place + ", which it lacks.")
            .raise();
      }
      LayoutSegment segment = segments.get((int) place);
      more.or(segment.deleted());
      segments.set((int) place, new LayoutSegment(segment.stored(), more));
    }
    return segments;
  }
}
