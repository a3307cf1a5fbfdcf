package io.armillaria.execution.operator;

import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Where the right rows of a join go when one of the workers that collect them runs out of memory.
/// Safe for many threads.
final class SpilledJoin {
  private final Query query;
  private final JoinShape shape;
  private SpillFile file;
  private SpilledRows[] right;

  SpilledJoin(Query query, JoinShape shape) {
    this.query = query;
    this.shape = shape;
  }

  JoinShape shape() {
    return shape;
  }

  synchronized boolean begun() {
    return file != null;
  }

  synchronized SpilledRows[] right() {
    if (file == null) {
      file = query.workspace().file();
      right = parts(file, shape.rightTypes());
    }
    return right;
  }

  /// Empty parts for one side.
  SpilledRows[] parts(SpillFile target, List<DataType> types) {
    SpilledRows[] parts =
        new SpilledRows[shape.partible() ? 1 << query.workspace().partitionBits() : 1];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new SpilledRows(target, types);
    }
    return parts;
  }

  synchronized void close() {
    if (file != null) {
      file.close();
    }
  }
}
