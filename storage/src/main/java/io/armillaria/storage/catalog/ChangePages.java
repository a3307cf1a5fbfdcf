package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.Packing;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.table.ChangeCodec;
import io.armillaria.storage.table.TableId;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The changes that a commit's record brought, as an entry of a page, in the order of the commit's
/// versions: 1 and the bytes, or 0 and the id of the object that they are, so that a page of many
/// commits stays small.
final class ChangePages {
  /// Bytes of changes in an entry; what is more becomes objects.
  private static final int MOST = 1024;

  private ChangePages() {}

  /// @param commit its changes are at hand
  static byte[] encode(History history, Commit commit) {
    BinaryWriter out = new BinaryWriter(256);
    int room = MOST;
    for (TableVersion version : commit.changed()) {
      if (version.facts().changeObject().isEmpty()) {
        byte[] change = bytes(history, version);
        boolean small = change.length <= room;
        out.bool(small);
        if (small) {
          out.bytes(change);
          room -= change.length;
        } else {
          MemorySegment bytes = MemorySegment.ofArray(change);
          ChunkStore store = history.leaves().store();
          out.raw(store.put(ChunkKind.CHANGE, bytes, Packing.SMALL).toBytes());
        }
      }
    }
    return out.toBytes();
  }

  /// The bytes that the commit's id hashes over: a change has one encoding.
  private static byte[] bytes(History history, TableVersion version) {
    byte[] change = ChangeCodec.encode(version.change());
    if (!history.hash(change).equals(version.changeId())) {
      throw new Failure.Internal("The change of " + version + " cannot be encoded again.").raise();
    }
    return change;
  }

  /// @param bytes empty when the change is an object
  /// @param object empty when it is not
  record Entry(Optional<byte[]> bytes, Optional<ChunkId> object) {
    /// The hash of the change's bytes.
    ChunkId id(History history) {
      return object.orElseGet(() -> history.hash(bytes.orElseThrow()));
    }
  }

  static Map<TableId, Entry> decode(Commit commit, byte[] entry) {
    BinaryReader in = new BinaryReader("changes of commit " + commit.idText(), entry);
    Map<TableId, Entry> changes = new HashMap<>();
    for (TableVersion version : commit.changed()) {
      if (version.facts().changeObject().isEmpty()) {
        changes.put(
            version.table(),
            in.bool()
                ? new Entry(Optional.of(in.bytes()), Optional.empty())
                : new Entry(Optional.empty(), Optional.of(ChunkId.of(in.raw(ChunkId.BYTES), 0))));
      }
    }
    return changes;
  }
}
