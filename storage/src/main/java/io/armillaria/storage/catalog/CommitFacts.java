package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/// What a commit is, but for its tables and for where it lies.
///
/// @param transaction its number in this store; commits are numbered from 1 without gaps
/// @param parents the numbers of its parents; 0 is the root
/// @param jump the number of the ancestor that its jump pointer leads to
/// @param depth how many ancestors it has by first parents, the root included
/// @param committedAt microseconds since 1970-01-01T00:00Z
record CommitFacts(
    ChunkId id,
    long transaction,
    List<Long> parents,
    long jump,
    long depth,
    long committedAt,
    String branch,
    String author,
    String message,
    List<VersionFacts> changed) {
  CommitFacts {
    parents = List.copyOf(parents);
    changed = List.copyOf(changed);
  }

  void write(BinaryWriter out) {
    out.raw(id.toBytes()).varint(transaction).varint(parents.size());
    parents.forEach(parent -> out.varint(transaction - parent));
    out.varint(transaction - jump).varint(depth).i64(committedAt);
    out.text(branch).text(author).text(message).varint(changed.size());
    changed.forEach(version -> version.write(out));
  }

  static CommitFacts read(BinaryReader in) {
    ChunkId id = ChunkId.of(in.raw(ChunkId.BYTES), 0);
    long transaction = in.varint();
    List<Long> parents = new ArrayList<>();
    for (int left = in.count(1); left > 0; left--) {
      parents.add(transaction - in.varint());
    }
    long jump = transaction - in.varint();
    long depth = in.varint();
    long committedAt = in.i64();
    String branch = in.text();
    String author = in.text();
    String message = in.text();
    List<VersionFacts> changed = new ArrayList<>();
    for (int left = in.count(20); left > 0; left--) {
      changed.add(VersionFacts.read(in));
    }
    return new CommitFacts(
        id, transaction, parents, jump, depth, committedAt, branch, author, message, changed);
  }
}
