package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;

/// All morsels of a source, one after the other.
final class WholeSource implements Operator {
  private final Source.Reader reader;
  private final int morsels;
  private int next;

  WholeSource(Source source) {
    reader = source.reader();
    morsels = source.morsels();
  }

  @Override
  public Batch next() {
    while (true) {
      Batch batch = next == 0 ? null : reader.next();
      if (batch != null) {
        return batch;
      }
      if (next == morsels) {
        return null;
      }
      reader.start(next++);
    }
  }
}
