package io.armillaria.storage.txn;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.checkpoint.CheckpointFile;
import io.armillaria.storage.chunk.ChunkHash;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.gc.RetentionSettings;
import io.armillaria.storage.lock.LocalLocks;
import io.armillaria.storage.lock.LockTable;
import io.armillaria.storage.log.LogPosition;
import io.armillaria.storage.table.CutRule;
import io.armillaria.storage.table.Leaves;
import java.util.Optional;

/// What a database stands on: its history as recovered, and where it goes on.
///
/// @param start the place of the last record that the history has; empty without a log
/// @param checkpoints where checkpoints go, if there are any
/// @param sealed the parts of the log that are written to no more
/// @param retention how long old versions live, where it can be set
/// @param backup copies the files, where there are any
/// @param locks of running transactions
/// @param release runs last when the database is closed
record Storage(
    History history,
    Refs refs,
    Optional<LogPosition> start,
    Optional<CheckpointFile> checkpoints,
    Optional<SealedLog> sealed,
    Journal journal,
    ChunkStore chunks,
    String hashName,
    Optional<RetentionSettings> retention,
    Optional<Backup> backup,
    LockTable locks,
    Runnable release)
    implements AutoCloseable {

  static Storage memory(Blake3 blake3, long now, CutRule rule) {
    ChunkStore chunks = ChunkStores.memory(blake3);
    History history = new History(new Leaves(chunks, rule), new ChunkHash(blake3));
    Refs refs = Refs.NONE.with(new Ref(Ref.Kind.BRANCH, Refs.MAIN, Commit.ROOT, now));
    return new Storage(
        history,
        refs,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new MemoryJournal(),
        chunks,
        blake3.name(),
        Optional.empty(),
        Optional.empty(),
        new LocalLocks(),
        () -> {});
  }

  @Override
  public void close() {
    try {
      journal.close();
    } finally {
      chunks.close();
      locks.close();
      release.run();
    }
  }
}
