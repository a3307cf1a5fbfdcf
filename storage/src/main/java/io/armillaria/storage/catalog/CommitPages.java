package io.armillaria.storage.catalog;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;

/// A commit as an entry of a page: its facts, then its place.
final class CommitPages {
  private CommitPages() {}

  static byte[] encode(Commit commit) {
    BinaryWriter out = new BinaryWriter(256);
    commit.facts().write(out);
    commit.place().write(out);
    return out.toBytes();
  }

  static Commit decode(History history, long number, byte[] entry) {
    BinaryReader in = new BinaryReader("commit " + number, entry);
    CommitFacts facts = CommitFacts.read(in);
    return new Commit(history, facts, CommitPlace.read(in));
  }
}
