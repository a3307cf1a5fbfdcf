package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.Pin;
import io.armillaria.storage.gc.Snapshots;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The transactions that have not ended: what they read stays readable, and what they have stored
/// is no garbage.
final class RunningTransactions {
  private final ChunkStore chunks;
  private final Snapshots snapshots = new Snapshots();
  private final ConcurrentMap<Transaction, Snapshots.Snapshot> reading = new ConcurrentHashMap<>();
  private final ConcurrentMap<Transaction, Pin> writing = new ConcurrentHashMap<>();

  RunningTransactions(ChunkStore chunks) {
    this.chunks = chunks;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  /// Begins a transaction with what `visible` gives.
  Transaction begin(Supplier<Refs> visible, Function<Refs, Transaction> begin) {
    Snapshots.Opened<Refs> opened = snapshots.open(visible, Refs::lastTransaction);
    boolean begun = false;
    try {
      Transaction transaction = begin.apply(opened.moment());
      reading.put(transaction, opened.snapshot());
      begun = true;
      return transaction;
    } finally {
      if (!begun) {
        opened.snapshot().close();
      }
    }
  }

  /// The transaction is about to store objects.
  void writes(Transaction transaction) {
    writing.computeIfAbsent(transaction, any -> chunks.pin());
  }

  /// The transaction ended; harmless a second time.
  void ended(Transaction transaction) {
    Snapshots.Snapshot snapshot = reading.remove(transaction);
    if (snapshot != null) {
      snapshot.close();
    }
    Pin pin = writing.remove(transaction);
    if (pin != null) {
      pin.close();
    }
  }
}
