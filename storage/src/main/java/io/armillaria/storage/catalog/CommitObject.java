package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The hashed content of a commit: its id is the BLAKE3 of these bytes, so history cannot be
/// altered unseen. Holds nothing that is local to a store: no numbers, no branch, no layout.
///
/// @param parents none for a first commit, one, or two for a merge
/// @param committedAt microseconds since 1970-01-01T00:00Z
/// @param changes what it did to each table, in the order of the table ids
public record CommitObject(
    List<ChunkId> parents,
    long committedAt,
    String author,
    String message,
    List<TableChange> changes) {
  private static final int FORMAT = 0;

  public CommitObject {
    parents = List.copyOf(parents);
    changes =
        changes.stream()
            .sorted(Comparator.comparing((TableChange change) -> change.table().value()))
            .toList();
  }

  /// @param change the hash of the change's bytes
  public record TableChange(TableId table, ChunkId change) {}

  public byte[] encode() {
    BinaryWriter out = new BinaryWriter().u8(FORMAT).varint(parents.size());
    parents.forEach(parent -> out.raw(parent.toBytes()));
    out.i64(committedAt).text(author).text(message).varint(changes.size());
    changes.forEach(change -> out.uuid(change.table().value()).raw(change.change().toBytes()));
    return out.toBytes();
  }

  public static CommitObject decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("commit", bytes);
    int format = in.u8();
    if (format != FORMAT) {
      throw new Failure.Corrupt("commit", "A commit has format " + format + ", not " + FORMAT + ".")
          .raise();
    }
    List<ChunkId> parents = new ArrayList<>();
    for (int left = in.count(ChunkId.BYTES); left > 0; left--) {
      parents.add(ChunkId.of(in.raw(ChunkId.BYTES), 0));
    }
    long committedAt = in.i64();
    String author = in.text();
    String message = in.text();
    List<TableChange> changes = new ArrayList<>();
    for (int left = in.count(16 + ChunkId.BYTES); left > 0; left--) {
      changes.add(new TableChange(new TableId(in.uuid()), ChunkId.of(in.raw(ChunkId.BYTES), 0)));
    }
    return new CommitObject(parents, committedAt, author, message, changes);
  }
}
