package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.txn.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers what one run of a statement keeps of the rows that it inserts.
final class KeyHolder {
  private final Optional<KeyColumns> wanted;
  private final List<KeepingWriter> writers = new ArrayList<>();

  KeyHolder(Optional<KeyColumns> wanted) {
    this.wanted = wanted;
  }

  /// `writer`, watched where something is to be kept.
  TableWriter watch(TableWriter writer) {
    if (wanted.isEmpty()) {
      return writer;
    }
    KeepingWriter watched = new KeepingWriter(writer, wanted.get());
    writers.add(watched);
    return watched;
  }

  KeptRows rows() {
    if (writers.isEmpty()) {
      return KeptRows.NONE;
    }
    List<Batch> batches = new ArrayList<>();
    writers.forEach(writer -> batches.addAll(writer.kept().batches()));
    return new KeptRows(writers.getFirst().kept().columns(), batches);
  }
}
