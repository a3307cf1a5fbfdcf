package io.armillaria.execution.operator;

import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Where collected rows go when one of the workers that collect them runs out of memory. Safe for
/// many threads.
final class SpilledSide {
  private final Query query;
  private final Allotment allotment;
  private final Use use;
  private SpillFile file;
  private SpilledRows[] parts;

  /// What the rows are collected for.
  ///
  /// @param holder for messages
  /// @param keyColumns by whose hashes they are parted; none if they may not be
  /// @param bytesARow what is needed beside a row to work on it in memory
  /// @param spills whether they may go to files
  record Use(
      String holder, List<DataType> types, int[] keyColumns, int bytesARow, boolean spills) {}

  SpilledSide(Query query, Allotment allotment, Use use) {
    this.query = query;
    this.allotment = allotment;
    this.use = use;
  }

  Use use() {
    return use;
  }

  synchronized boolean begun() {
    return file != null;
  }

  synchronized SpilledRows[] parts() {
    if (file == null) {
      file = query.workspace().file();
      int count = use.keyColumns().length == 0 ? 1 : 1 << query.workspace().partitionBits();
      parts = empty(file, use.types(), count);
    }
    return parts;
  }

  static SpilledRows[] empty(SpillFile file, List<DataType> types, int count) {
    SpilledRows[] parts = new SpilledRows[count];
    for (int i = 0; i < count; i++) {
      parts[i] = new SpilledRows(file, types);
    }
    return parts;
  }

  /// Writes one worker's rows to the parts.
  RowPartitioner partitioner() {
    return new RowPartitioner(query, allotment, use, parts(), 0);
  }

  synchronized void close() {
    if (file != null) {
      file.close();
    }
  }
}
